"""Finds addresses of this site in HTML, and checks whether they lead to something. Pure."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from plugins.addresses import comment_feeds
from plugins.addresses.preview import HostRules
from plugins.common.output_paths import file_of

# Attributes with one or several addresses (HTML §3.2.6). Values that begin with `{` or `|` are Pelican's
# links.
_VALUE = re.compile(r"""=(?:"([^"{|][^"]*)"|'([^'{|][^']*)'|([^\s"'{|<>=`][^\s"'<>`]*))""")
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*+>""")
_NAMES = frozenset(("href", "src", "poster", "srcset", "cite", "data"))
_LONGEST = 8
_ID = re.compile(r"""\s(?:id|name)=["']?([^\s"'>]+)""")
_FROM_ROOT = re.compile(r"(?:/\w[\w.-]*)+/?", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """The site as it will be published. `site`: its address, including its folder. `files`: paths in the
    output; `text` returns the text of one. `answers`: redirects. `elsewhere`: paths that a program serves."""

    site: str
    files: Container[str]
    answers: HostRules
    text: Callable[[str], str]
    elsewhere: tuple[str, ...] = ()
    origin: str = field(init=False)
    _seen: dict[str, str] = field(default_factory=dict, init=False)
    _ids: dict[str, frozenset[str]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """`origin`: scheme and host."""
        object.__setattr__(self, "origin", self.site.removesuffix(urlsplit(self.site).path))

    def wrong(self, written: str, page: str, html: str) -> str:
        """Why an address is broken; "" if it is not. `html`: of the page at path `page`, which contains
        it."""
        file, fragment = self.leads(written, page)
        if file == NOTHING:
            return "leads to no page and no file of this site"
        if not fragment or not file.endswith(".html"):
            return ""
        if f'id="{fragment}"' in html and file == file_of(page):
            return ""
        return "" if fragment in self._ids_of(file) else f"leads to no “{fragment}” on its page"

    def leads(self, written: str, page: str) -> tuple[str, str]:
        """The file that an address on a page leads to, and its fragment. The file is "" if the address is not
        one of this site's files, NOTHING if it is broken."""
        if _FROM_ROOT.fullmatch(written):  # the usual address of a picture, in a tenth of the time
            return self.file(written), ""
        split = urlsplit(urljoin(self.site + page, written))
        path = split.path + (f"?{split.query}" if split.query else "")
        return self.file(path), fragment(split.fragment)

    def file(self, target: str) -> str:
        """As `leads`, for a path from the host's root, perhaps with a query."""
        if target not in self._seen:
            self._seen[target] = self._file(unquote(target.partition("?")[0]), target)
        return self._seen[target]

    def absolute(self, written: str, page: str) -> str:
        """An address on a page, absolute and decoded, so that all spellings of it are equal."""
        return unquote(urljoin(self.site + page, written))

    def _file(self, path: str, target: str) -> str:
        root = urlsplit(self.site).path.rstrip("/")
        if not f"{path}/".startswith(f"{root}/") or f"{path}/".startswith(self.elsewhere):
            return ""
        name = comment_feeds.now(path.removeprefix(root)).removeprefix("/")
        for file in (file_of(name), f"{name}/index.html"):
            if file in self.files:
                return file
        moved = self.answers.moved(comment_feeds.now(target.removeprefix(root)))
        return NOTHING if moved is None else ""

    def _ids_of(self, file: str) -> frozenset[str]:
        if file not in self._ids:
            self._ids[file] = ids(self.text(file))
        return self._ids[file]


NOTHING = "nothing"


def found(html: str, site: str) -> Iterator[str]:
    """The addresses of this site in some HTML, decoded from character references. `site`: its absolute
    address."""
    for value in _VALUE.finditer(html):
        start = value.start()
        name = html[max(0, start - _LONGEST) : start].split()[-1:]
        if not name or name[0].lower() not in _NAMES:
            continue
        addresses = unescape(value[1] or value[2] or value[3])
        written = candidates(addresses) if name[0].lower() == "srcset" else [addresses.strip()]
        own = [address for address in written if is_own(address, site)]
        if own and is_in_tag(html, start):
            yield from own


def is_in_tag(html: str, offset: int) -> bool:
    """Whether an offset is within a tag, and not in the text of an article about HTML."""
    begin = html.rfind("<", 0, offset)
    tag = _TAG.match(html, begin) if begin >= 0 else None
    return tag is not None and tag.end() > offset


def candidates(srcset: str) -> list[str]:
    """The addresses in a `srcset` (HTML §4.8.4.2.1), without their descriptors."""
    return [part.split()[0] for part in srcset.split(", ") if part.strip()]


def ids(html: str) -> frozenset[str]:
    """The ids of a page, which fragments can refer to."""
    return frozenset(unescape(name) for name in _ID.findall(html))


def is_own(address: str, site: str) -> bool:
    """Whether an address leads to the site, as relative ones do."""
    address = address.strip()
    if address.startswith("//") or _SCHEME.match(address):
        return f"{address}/".startswith(site) or _is_at_host(address, site)
    return bool(address)


def _is_at_host(address: str, site: str) -> bool:
    """Whether it is on the same host with another scheme, without one, or in capitals."""
    _, slashes, host = site.partition("//")
    return host.lower() in f"{address}/".lower() and bool(
        re.match(rf"(?:https?:)?{slashes}{re.escape(host)}", f"{address}/", re.IGNORECASE)
    )


def fragment(written: str) -> str:
    """The id in a fragment; "" for fragments that work on every page (HTML §7.4.6.4, text fragments)."""
    name = unquote(written)
    return "" if name == "top" or name.startswith(":~:") else name
