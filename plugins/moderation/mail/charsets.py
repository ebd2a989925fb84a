"""Decodes the bytes of a mail, even if their declared charset is wrong or unknown. Pure."""

import codecs
from email.errors import HeaderParseError
from email.header import Header, decode_header

import webencodings

# Python's own text encodings that no mail is written in; some take quadratic time.
_NOT_FOR_MAIL = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
# Labels that the Encoding Standard (§4.2) maps to encodings that decode no readable text.
_NO_LABELS = {"replacement", "x-user-defined"}


def decode(data: bytes, charset: str | None) -> str:
    """Decode as `charset` if possible, else as UTF-8, else as Windows-1252, which accepts nearly everything.
    A byte order mark overrides the label (Encoding Standard §6)."""
    for encoding in (_encoding(charset), webencodings.UTF8):
        try:
            text: str = webencodings.decode(data, encoding, "strict")[0]
            return text
        except ValueError:
            continue
    return data.decode("cp1252", errors="replace")


def header(value: str | Header | None) -> str:
    """The text of a header, with encoded words (RFC 2047) and raw 8-bit text decoded. It is not unfolded."""
    if value is None:
        return ""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):  # ValueError: binascii's, for broken base64
        return str(value)
    return "".join(part if isinstance(part, str) else decode(part, charset) for part, charset in parts)


def _encoding(charset: str | None) -> webencodings.Encoding:
    """The encoding that browsers take a label for (iso-8859-1 is Windows-1252, which has œ and ’;
    iso-8859-8-i has the letters of iso-8859-8), else Python's (utf-7, cp850). A mail that claims to be ASCII
    often is not: it is read as UTF-8."""
    label = charset or "utf-8"
    if (encoding := webencodings.lookup(label)) and encoding.name not in _NO_LABELS:
        return webencodings.UTF8 if _codec(label) == "ascii" else encoding
    name = _codec(label)
    if name is None or name == "ascii" or name.replace("-", "_") in _NOT_FOR_MAIL:
        return webencodings.UTF8
    return webencodings.Encoding(name, codecs.lookup(name))


def _codec(label: str) -> str | None:
    """Python's name of a text encoding; None if it has none."""
    try:
        "".encode(label)
        return codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
