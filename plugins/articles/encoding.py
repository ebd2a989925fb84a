"""The addresses in an author's HTML, percent-encoded: in `src` a space is not an address any more. Pure."""

import re
from collections.abc import Callable
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
_CANDIDATE = re.compile(r"(?:^|(?<=,))(\s*)([^\s,](?:\S*[^\s,])?)")
LISTS = {"srcset": _CANDIDATE, "imagesrcset": _CANDIDATE, "ping": re.compile(r"()(\S+)")}
"""What finds each address where there may be several: between commas with a word on each (HTML, “srcset
attributes”), or between spaces."""
SEVERAL = frozenset(LISTS)

_NAMES = "|".join(sorted(SINGLE | SEVERAL))
_ENDS = tuple(SINGLE | SEVERAL)
_LONGEST = max(map(len, _ENDS))
# Beside what RFC 3986 §2 forbids a `%` that escapes nothing. `\` stays: to browsers it is a slash.
_FORBIDDEN = r"[^!#-;=?-Z\\_a-z~]|%(?![0-9A-Fa-f]{2})"
_ODD_CHARACTER = re.compile(_FORBIDDEN)
_ODD_ATTRIBUTE = re.compile(
    r'="(?![{|])(?:[!#$\'-;=?-Z\\_a-z~]|&(?:amp|lt|gt|quot|#39|#x27);|%(?=[0-9A-Fa-f]{2}))*+[^"]'
)
_UNUSUAL = re.compile(r"""=(?:'|\s+["']|\s*[^\s"'=<>`]+(?<=[^\x00-\x7f]))""")
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ADDRESS = re.compile(
    rf"""(?<=\s)({_NAMES})(\s*=\s*)(?:(["'])(.*?)\3|([^\s"'=<>`][^\s"'<>`]*))""", re.IGNORECASE | re.DOTALL
)
_AUTHORITY = re.compile(r"((?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?)([^/?#:@]*)([^/?#]*)")
_IGNORED = str.maketrans("", "", "\t\n\r")  # as browsers do (WHATWG URL §4.4)
_ORDERS = ("{", "|")


def encoded(html: str) -> str:
    """The same HTML with every address in ASCII. What begins like a link to a source is left to Pelican."""
    return changed(html, _in_ascii) if _may_be_odd(html) else html


def changed(html: str, change: Callable[[str], str]) -> str:
    """The same HTML with what `change` makes of each address in it."""

    def attribute(written: re.Match[str]) -> str:
        name, equals, quote, value, bare = written.groups()
        quote, value = quote or '"', value or bare or ""
        text, row = unescape(value), LISTS.get(name.lower())
        new = row.sub(lambda one: one[1] + change(one[2]), text) if row else change(text)
        return written[0] if new == text else f"{name}{equals}{quote}{escaped(new)}{quote}"

    return _TAG.sub(lambda tag: _ADDRESS.sub(attribute, tag[0]), html)


def _may_be_odd(html: str) -> bool:
    """Whether a tag may hold an address that is not ASCII. In most texts only titles of links are."""
    if _UNUSUAL.search(html):
        return True
    ends = (html[max(0, odd.start() - _LONGEST) : odd.start()] for odd in _ODD_ATTRIBUTE.finditer(html))
    return any(end.lower().endswith(_ENDS) for end in ends)


def _in_ascii(written: str) -> str:
    return written if written.startswith(_ORDERS) else address(written)


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
