"""Bytes of a mail as text, whatever they say they are. Pure."""

import codecs
from email.errors import HeaderParseError
from email.header import Header, decode_header

import webencodings

# Text encodings of Python's own that no mail is written in; some take quadratic time.
_NOT_FOR_MAIL = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
# Labels of the Encoding Standard (§4.2) whose encoding there would help nobody here.
_NO_LABELS = {"replacement", "x-user-defined"}


def decode(data: bytes, charset: str | None) -> str:
    """As `charset` if that is possible, else as UTF-8, else as Windows-1252, which takes nearly all. A byte
    order mark knows better than a label (Encoding Standard §6)."""
    for encoding in (_meant(charset), webencodings.UTF8):
        try:
            text: str = webencodings.decode(data, encoding, "strict")[0]
            return text
        except ValueError:
            continue
    return data.decode("cp1252", errors="replace")


def header(value: str | Header | None) -> str:
    """A header's text: encoded words (RFC 2047) and bare 8-bit ones decoded; folding is left to others."""
    if value is None:
        return ""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):  # ValueError: binascii's, for broken base64
        return str(value)
    return "".join(part if isinstance(part, str) else decode(part, charset) for part, charset in parts)


def _meant(charset: str | None) -> webencodings.Encoding:
    """As browsers read the label (iso-8859-1 is Windows-1252, which has our œ and ’; iso-8859-8-i has the
    letters of iso-8859-8), else as Python does (utf-7, cp850). What says ASCII may say anything."""
    label = charset or "utf-8"
    if (known := webencodings.lookup(label)) and known.name not in _NO_LABELS:
        return webencodings.UTF8 if _codec(label) == "ascii" else known
    name = _codec(label)
    if name is None or name == "ascii" or name.replace("-", "_") in _NOT_FOR_MAIL:
        return webencodings.UTF8
    return webencodings.Encoding(name, codecs.lookup(name))


def _codec(label: str) -> str | None:
    """Python's name of an encoding of text."""
    try:
        "".encode(label)
        return codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
