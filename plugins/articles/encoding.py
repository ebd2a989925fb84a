"""The addresses in an author's HTML, percent-encoded: in `src` a space is no address any more. Pure."""

import re
from html import unescape

from plugins.comments import hosts
from plugins.common.html import escaped

# HTML, “Attributes”: all whose value is a URL; those of older HTML, and of SVG, that browsers still follow.
SINGLE = frozenset(
    {
        "action",
        "background",
        "cite",
        "codebase",
        "data",
        "formaction",
        "href",
        "longdesc",
        "manifest",
        "poster",
    }
    | {"src", "xlink:href"}
)
SEVERAL = frozenset({"srcset", "imagesrcset", "ping"})
"""Between spaces, or between commas with a word on each (HTML, “srcset attributes”)."""

_NAMES = "|".join(sorted(SINGLE | SEVERAL))
_ENDS = tuple(SINGLE | SEVERAL)
# Beside what RFC 3986 §2 forbids a `%` that escapes nothing. `\` stays: to browsers it is a slash.
_FORBIDDEN = r"[^!#-;=?-Z\\_a-z~]|%(?![0-9A-Fa-f]{2})"
_ODD_CHARACTER = re.compile(_FORBIDDEN)
_ODD_IN_LIST = re.compile(rf"(?!\s)(?:{_FORBIDDEN})")
_ODD_ATTRIBUTE = re.compile(r'="(?![{|])(?:[!#$&-;=?-Z\\_a-z~]|%(?=[0-9A-Fa-f]{2}))*+[^"]')
_UNUSUAL = re.compile(r"""=(?:'|\s+["'])""")
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ADDRESS = re.compile(rf"""(?<=\s)({_NAMES})(\s*=\s*)(["'])(.*?)\3""", re.IGNORECASE | re.DOTALL)
_AUTHORITY = re.compile(r"((?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?)([^/?#:@]*)([^/?#]*)")
_IGNORED = str.maketrans("", "", "\t\n\r")  # as browsers do (WHATWG URL §4.4)
_ORDERS = ("{", "|")


def encoded(html: str) -> str:
    """The same HTML with every address in ASCII. What begins like a link to a source is left to Pelican."""
    if not _may_be_odd(html):
        return html
    return _TAG.sub(lambda tag: _ADDRESS.sub(_attribute, tag[0]), html)


def _may_be_odd(html: str) -> bool:
    """In most texts only titles of links are odd."""
    if _UNUSUAL.search(html):
        return True
    return any(html.endswith(_ENDS, 0, odd.start()) for odd in _ODD_ATTRIBUTE.finditer(html))


def _attribute(written: re.Match[str]) -> str:
    name, equals, quote, value = written.groups()
    if value.startswith(_ORDERS):
        return written[0]
    text = unescape(value)
    several = name.lower() in SEVERAL
    new = _ODD_IN_LIST.sub(_percent, text) if several else address(text)
    return written[0] if new == text else f"{name}{equals}{quote}{escaped(new)}{quote}"


def address(text: str) -> str:
    """One address in ASCII: its host in punycode if that may be linked, the rest as UTF-8 in escapes."""
    text = text.strip().translate(_IGNORED)
    before = ""
    if (authority := _AUTHORITY.match(text)) is not None:
        start, host, port = authority.groups()
        if host.startswith("["):  # IPv6
            before = start + host + port
        else:
            before = (
                _quoted(start) + (host if host.isascii() else hosts.resolve(host) or _quoted(host)) + port
            )
        text = text[authority.end() :]
    return before + _quoted(text)


def _quoted(part: str) -> str:
    return _ODD_CHARACTER.sub(_percent, part)


def _percent(sign: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in sign[0].encode(errors="replace"))
