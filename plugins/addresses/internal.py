"""Addresses of this site in what an author wrote, and whether they lead to something. Pure."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from plugins.addresses import comment_feeds
from plugins.addresses.preview import HostRules
from plugins.common.output_paths import file_of

# HTML §3.2.6: attributes whose value is an address, or several. What begins with `{` or `|` is Pelican's own.
_VALUE = re.compile(r"""=(?:"([^"{|][^"]*)"|'([^'{|][^']*)'|([^\s"'{|<>=`][^\s"'<>`]*))""")
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*+>""")
_NAMES = frozenset(("href", "src", "poster", "srcset", "cite", "data"))
_LONGEST = 8
_ID = re.compile(r"""\s(?:id|name)=["']?([^\s"'>]+)""")
_FROM_ROOT = re.compile(r"(?:/\w[\w.-]*)+/?", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """What there will be. `files`: by their paths in the output; `text` gives one; `site`: the address of the
    site, with its folder; `elsewhere`: paths that a program answers."""

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
        """Why an address leads nowhere, or nothing. It stands in `html`, on the page of that path."""
        file, fragment = self.leads(written, page)
        if file == NOTHING:
            return "leads to no page and no file of this site"
        if not fragment or not file.endswith(".html"):
            return ""
        if f'id="{fragment}"' in html and file == file_of(page):
            return ""
        return "" if fragment in self._ids_of(file) else f"leads to no “{fragment}” on its page"

    def leads(self, written: str, page: str) -> tuple[str, str]:
        """The file to which an address on a page leads, empty where that is not ours to know; and the place
        in it."""
        if _FROM_ROOT.fullmatch(written):  # as pictures' are: the same, in a tenth of the time
            return self.file(written), ""
        split = urlsplit(urljoin(self.site + page, written))
        path = split.path + (f"?{split.query}" if split.query else "")
        return self.file(path), fragment(split.fragment)

    def file(self, asked: str) -> str:
        """The same of a path, from the host's root, and perhaps a query."""
        if asked not in self._seen:
            self._seen[asked] = self._file(unquote(asked.partition("?")[0]), asked)
        return self._seen[asked]

    def absolute(self, written: str, page: str) -> str:
        """An address on a page, whole and decoded: however it is written, it is the same."""
        return unquote(urljoin(self.site + page, written))

    def _file(self, path: str, asked: str) -> str:
        """Where an address of the host leads: a file, or what is not ours to know."""
        root = urlsplit(self.site).path.rstrip("/")
        if not f"{path}/".startswith(f"{root}/") or any(
            f"{path}/".startswith(each) for each in self.elsewhere
        ):
            return ""
        name = comment_feeds.now(path.removeprefix(root)).removeprefix("/")
        for file in (file_of(name), f"{name}/index.html"):
            if file in self.files:
                return file
        moved = self.answers.moved(comment_feeds.now(asked.removeprefix(root)))
        return NOTHING if moved is None else ""

    def _ids_of(self, file: str) -> frozenset[str]:
        if file not in self._ids:
            self._ids[file] = ids(self.text(file))
        return self._ids[file]


NOTHING = "nothing"


def found(html: str, site: str) -> Iterator[str]:
    """The addresses of this site in a text, as its reader sees them. `site`: with scheme and host."""
    for value in _VALUE.finditer(html):
        start = value.start()
        name = html[max(0, start - _LONGEST) : start].split()[-1:]
        if not name or name[0].lower() not in _NAMES:
            continue
        addresses = unescape(value[1] or value[2] or value[3])
        every = candidates(addresses) if name[0].lower() == "srcset" else [addresses.strip()]
        own = [one for one in every if is_own(one, site)]
        if own and is_in_tag(html, start):
            yield from own


def is_in_tag(html: str, place: int) -> bool:
    """Not in the text: an article may be about HTML."""
    begin = html.rfind("<", 0, place)
    tag = _TAG.match(html, begin) if begin >= 0 else None
    return tag is not None and tag.end() > place


def candidates(srcset: str) -> list[str]:
    """Its addresses (HTML §4.8.4.2.1), without the words beside them."""
    return [part.split()[0] for part in srcset.split(", ") if part.strip()]


def ids(html: str) -> frozenset[str]:
    """The ids of a page: what a fragment of an address may name."""
    return frozenset(unescape(one) for one in _ID.findall(html))


def is_own(address: str, site: str) -> bool:
    """Whether it leads to the site, or may: a relative one does."""
    address = address.strip()
    if address.startswith("//") or _SCHEME.match(address):
        return f"{address}/".startswith(site) or _is_at_host(address, site)
    return bool(address)


def _is_at_host(address: str, site: str) -> bool:
    """Of the same host by the other scheme, or with none, in capitals."""
    _, slashes, place = site.partition("//")
    return place.lower() in f"{address}/".lower() and bool(
        re.match(rf"(?:https?:)?{slashes}{re.escape(place)}", f"{address}/", re.IGNORECASE)
    )


def fragment(written: str) -> str:
    """The id that it names; empty for what is on every page (HTML §7.4.6.4, text fragments)."""
    name = unquote(written)
    return "" if name == "top" or name.startswith(":~:") else name
