"""The address of an old system as requested from a server: a path and perhaps a query. Pure.

Both are stored decoded and composed (Unicode NFC); the possible spellings in a request are derived from that.
`index.php` is dropped where it only dispatches to the rest: `/index.php?post/x` is `/?post/x`, and
`/index.php/post/x` is `/post/x`.
"""

import re
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import quote, unquote

from plugins.common.output_paths import IN_PATH

_FRONT = re.compile(r"(?P<folder>.*/)index\.php(?:/(?P<rest>.+))?", re.DOTALL)
_NOT_READABLE = re.compile(r"[\s\x00-\x1f\x7f?#%]")
_HEX = re.compile("%[0-9A-F]{2}")

# URL Standard, query percent-encode set: of ASCII, browsers encode all but these and letters and digits.
_BY_BROWSER = "/:@!$&()*+,;=?[]\\^`{|}~"
# PHP's rawurlencode keeps `-._~` only; Dotclear restores slashes, and WordPress never encoded `p=12`.
_BY_PHP = "/="


@dataclass(frozen=True, slots=True)
class Address:
    """`query`: up to the first `&`; None for an address without one."""

    path: str
    query: str | None = None

    @property
    def spelt(self) -> str:
        """The spelling for people and for the table: with readable accents; only delimiters are encoded."""
        return shown(self.path) + ("" if self.query is None else f"?{shown(self.query)}")

    @property
    def paths(self) -> tuple[str, ...]:
        """The decoded path, as servers compare it, in composed and decomposed form (old Macs used the
        latter)."""
        return tuple(dict.fromkeys((self.path, normalize("NFD", self.path))))

    @property
    def queries(self) -> tuple[str, ...]:
        """`path?query` in every possible spelling, since servers do not decode a query."""
        if self.query is None:
            return ()
        spellings = (s for form in ("NFC", "NFD") for s in _spellings(normalize(form, self.query)))
        return tuple(dict.fromkeys(f"{self.path}?{spelling}" for spelling in spellings))


def parse(text: str) -> Address:
    """Parse an address from the table or a link, percent-encoded or not."""
    path, mark, query = text.partition("?")
    path = normalize("NFC", unquote(path))
    front = _FRONT.fullmatch(path)
    if front is not None and (mark or front["rest"]):
        path = front["folder"] + (front["rest"] or "")
    return Address(path, normalize("NFC", unquote(query)) if mark else None)


def shown(part: str) -> str:
    """A decoded part of an address, in which only invisible characters and delimiters are encoded."""
    return _NOT_READABLE.sub(_encode, part)


def encoded(path: str) -> str:
    """A path, perhaps with a fragment, as in a `Location` header (RFC 9110 §10.2.2): ASCII, encoded once."""
    path, mark, fragment = path.partition("#")
    safe = IN_PATH if path.startswith("/") else f"{IN_PATH}:"
    return quote(unquote(path), safe=safe) + (mark + quote(unquote(fragment), safe="") if mark else "")


def _spellings(query: str) -> tuple[str, ...]:
    php, browser = quote(query, safe=_BY_PHP), quote(query, safe=_BY_BROWSER)
    raw = () if _NOT_READABLE.search(query) else (query,)
    return (php, _lower(php), browser, _lower(browser), *raw)


def _lower(text: str) -> str:
    """With hexadecimal digits in lower case, which is equivalent (RFC 3986 §2.1) and in use too."""
    return _HEX.sub(lambda escape: escape[0].lower(), text)


def _encode(character: re.Match[str]) -> str:
    return quote(character[0], safe="")
