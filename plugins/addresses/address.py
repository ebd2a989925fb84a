"""An address as a server is asked for it: a path and, where the old system used one, a query.

Both are kept decoded and composed (Unicode NFC); how they may be spelt in a request is worked out from
there. `index.php` is dropped where it only led to the rest: `/index.php?post/x` is `/?post/x`,
`/index.php/post/x` is `/post/x`. Pure.
"""

import re
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import quote, unquote

from plugins.common.output_paths import IN_PATH

_FRONT = re.compile(r"(?P<folder>.*/)index\.php(?:/(?P<rest>.+))?", re.DOTALL)
_NOT_READABLE = re.compile(r"[\s\x00-\x1f\x7f?#%]")
_HEX = re.compile("%[0-9A-F]{2}")

# URL Standard, query percent-encode set: a browser encodes these five and what is not ASCII, nothing else.
_BY_BROWSER = "/:@!$&()*+,;=?[]\\^`{|}~"
# PHP's rawurlencode keeps `-._~` only; Dotclear puts the slashes back, WordPress never encoded `p=12`.
_BY_PHP = "/="


@dataclass(frozen=True, slots=True)
class Address:
    """`query` None: the path alone was the address. A query ends at its first `&`."""

    path: str
    query: str | None = None

    @property
    def spelt(self) -> str:
        """For people and for the table: accents readable, what would end a path or a cell encoded."""
        return shown(self.path) + ("" if self.query is None else f"?{shown(self.query)}")

    @property
    def paths(self) -> tuple[str, ...]:
        """The path decoded, as servers compare it; composed and decomposed (old Macs typed the latter)."""
        return tuple(dict.fromkeys((self.path, normalize("NFD", self.path))))

    @property
    def queries(self) -> tuple[str, ...]:
        """`path?query` in every spelling in use: servers do not decode a query."""
        if self.query is None:
            return ()
        spellings = (s for form in ("NFC", "NFD") for s in _spellings(normalize(form, self.query)))
        return tuple(dict.fromkeys(f"{self.path}?{spelling}" for spelling in spellings))


def parse(text: str) -> Address:
    """Read what stands in the table or in a link; percent-encoded or not."""
    path, mark, query = text.partition("?")
    path = normalize("NFC", unquote(path))
    front = _FRONT.fullmatch(path)
    if front is not None and (mark or front["rest"]):
        path = front["folder"] + (front["rest"] or "")
    return Address(path, normalize("NFC", unquote(query)) if mark else None)


def shown(part: str) -> str:
    """Decoded text with only that encoded again which cannot be seen or would end the part."""
    return _NOT_READABLE.sub(_encode, part)


def encoded(path: str) -> str:
    """A path or a target as it stands in a `Location` header (RFC 9110 §10.2.2): ASCII, encoded once."""
    path, mark, fragment = path.partition("#")
    safe = IN_PATH if path.startswith("/") else f"{IN_PATH}:"
    return quote(unquote(path), safe=safe) + (mark + quote(unquote(fragment), safe="") if mark else "")


def _spellings(query: str) -> tuple[str, ...]:
    php, browser = quote(query, safe=_BY_PHP), quote(query, safe=_BY_BROWSER)
    raw = () if _NOT_READABLE.search(query) else (query,)
    return (php, _lower(php), browser, _lower(browser), *raw)


def _lower(text: str) -> str:
    """RFC 3986 §2.1: the case of the two hexadecimal digits means nothing, and both are in use."""
    return _HEX.sub(lambda found: found[0].lower(), text)


def _encode(found: re.Match[str]) -> str:
    return quote(found[0], safe="")
