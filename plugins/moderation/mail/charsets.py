"""Bytes of a mail as text, whatever they say they are. Pure."""

import codecs
from email.errors import HeaderParseError
from email.header import Header, decode_header

# Text encodings of Python's own that no mail is written in; some take quadratic time.
_NOT_FOR_MAIL = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
# What calls itself Latin-1 is Windows' superset of it (Encoding Standard §4.2), which has our œ and ’.
_MEANT = {"iso8859-1": "cp1252", "ascii": "utf-8"}


def decode(data: bytes, charset: str | None) -> str:
    """As `charset` if that is possible, else as UTF-8, else as Windows-1252, which takes nearly all."""
    for name in (_meant(charset), "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
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


def _meant(charset: str | None) -> str:
    try:
        name = codecs.lookup(charset or "utf-8").name
    except (LookupError, ValueError):
        return "utf-8"
    return "utf-8" if name.replace("-", "_") in _NOT_FOR_MAIL else _MEANT.get(name, name)
