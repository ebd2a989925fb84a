"""Finds broken links in the files of the output, from templates, menus and feeds. Pure.

Authors' own links are checked in their sources (`broken`); visitors' links are not reported.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import NamedTuple

from plugins.addresses import internal
from plugins.addresses.internal import PublishedSite
from plugins.common.errors import Problem
from plugins.common.lines import Lines
from plugins.common.output_paths import path_of

_AUTHORS_HINT = "Mend the address, or name it, or the file, in ALLOW_BROKEN (docs/writing.md)."
_HINT = "Mend the template, or the setting that it comes from, or name the address in ALLOW_BROKEN."
# Each pattern begins with literal text, because one with alternatives takes four times as long. Pelican
# itself warns of values that begin with `{` or `|`.
_ADDRESSES = tuple(
    re.compile(rf'{name}(?<=\s{name})="([^"{{|][^"]*)"') for name in ("href", "src", "poster", "cite", "data")
)
_SRCSET, _ID = re.compile(r'srcset(?<=\ssrcset)="([^"]*)"'), re.compile(r'id(?<=\sid)="([^"]*)"')
_HEAD = 4096  # characters of a feed that are checked: its metadata and its first entries
_IN_FEED = re.compile(r'(?:\shref="|<link>|<loc>|"(?:home_page_|feed_|next_)?url": ?")([^"<]+)["<]')
_IN_STYLE = re.compile(r"""\burl\(\s*["']?([^"')]+)""")
_TEXT = "&lt;"  # only with this can a page contain text that looks like a tag
_VISITORS = "ugc"  # in the `rel` of visitors' links (`comments.markup`)


class PageParts(NamedTuple):
    """The addresses on a page, as written, and its ids."""

    addresses: set[str]
    ids: set[str]


class DeadLink(NamedTuple):
    """A broken address, the reason, and a page that has it."""

    address: str
    why: str
    page: str


Wanted = dict[str, dict[str, DeadLink]]
"""Anchors that other pages link to: by page and id, the link that is broken if the page has no such id."""


class CheckedLinks(NamedTuple):
    """The result for some pages: broken links, and the anchors that other pages must have."""

    dead: list[DeadLink]
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class OutputLinks:
    """Checks the links in files of the output. `excused`: broken addresses in sources, which were reported
    already (as by `PublishedSite.absolute`). `wanted`: anchors to check when their page is read."""

    site: PublishedSite
    excused: Collection[str] = ()
    wanted: Wanted = field(default_factory=dict, init=False)
    _good: set[str] = field(default_factory=set, init=False)

    def look(self, names: Iterable[str]) -> CheckedLinks:
        """Check these files."""
        checked = CheckedLinks([], {})
        for name in names:
            if name.endswith(".html"):
                self._look_at_page(name, checked)
            elif name.endswith((".xml", ".json", ".css")):
                addresses = _in_other(self.site.text(name), name)
                links = (self._link(address, name, "", checked) for address in addresses)
                checked.dead.extend(filter(None, links))
        return checked

    def expect(self, wanted: Wanted, looked: Collection[str]) -> None:
        """Add anchors to `wanted`, and remove those of the pages that have been checked."""
        for name in self.wanted.keys() & set(looked):
            del self.wanted[name]
        for name, anchors in wanted.items():
            self.wanted[name] = {**anchors, **self.wanted.get(name, {})}

    def missing(self, name: str) -> Iterator[DeadLink]:
        """The broken links to anchors of a page that has not been checked since they were wanted."""
        ids = internal.ids(self.site.text(name))
        yield from (link for fragment, link in self.wanted[name].items() if fragment not in ids)

    def _look_at_page(self, name: str, checked: CheckedLinks) -> None:
        html = self.site.text(name)
        parts = parts_of(html)
        for address in parts.addresses - self._good - {f"#{name}" for name in parts.ids}:
            link = self._link(address, name, html, checked)
            if link is not None and _is_of_site(address, html):
                checked.dead.append(link)
        if not self.wanted.get(name, {}).keys() <= parts.ids:
            checked.dead.extend(self.missing(name))

    def _link(self, written: str, name: str, html: str, checked: CheckedLinks) -> DeadLink | None:
        """The broken link, if it is one. A fragment on another page is noted as wanted there."""
        address = unescape(written)
        base, _, fragment = address.removeprefix(self.site.origin).partition("#")
        if base[:1] != "/" or base[:2] == "//":
            return self._dead_link(address, name, html) if internal.is_own(address, self.site.site) else None
        file = self.site.file(base)
        if file == internal.NOTHING or (fragment and file == name):
            return self._dead_link(address, name, html)
        if not fragment:
            self._good.add(written)
        elif file.endswith(".html") and (anchor := internal.fragment(fragment)):
            link = self._excusable(address, f"leads to no “{anchor}” on its page", name)
            if link is not None and _is_of_site(written, html):
                checked.wanted.setdefault(file, {}).setdefault(anchor, link)
                self._good.add(written)  # checked once, with that page: an article is in about five lists
        return None

    def _dead_link(self, address: str, name: str, html: str) -> DeadLink | None:
        why = self.site.wrong(address, path_of(name), html)
        return self._excusable(address, why, name) if why else None

    def _excusable(self, address: str, why: str, name: str) -> DeadLink | None:
        target = self.site.absolute(address, path_of(name)) if self.excused else ""
        return None if target in self.excused else DeadLink(address, why, name)


Source = tuple[str, str]
"""The source of an article or a page: its file's name, and its text."""


def problems(
    links: Iterable[DeadLink], templates: Mapping[str, str], source: Callable[[str], Source]
) -> Iterator[Problem]:
    """A problem for each address, at its line in the `source` of the first page that has it or in one of the
    `templates`; otherwise with that page."""
    first: dict[tuple[str, str], DeadLink] = {}
    for link in sorted(links):
        first.setdefault((link.address, link.why), link)
    for link in first.values():
        if at := _in_source(link.address, *source(link.page)):
            yield Problem(*at, f"“{link.address}” {link.why}", _AUTHORS_HINT)
            continue
        where, line = _template_of(link.address, templates) or (link.page, 0)
        on = f" (on {link.page})" if line else ""
        yield Problem(where, line, f"“{link.address}” {link.why}{on}", _HINT)


def parts_of(html: str) -> PageParts:
    """The addresses and ids in double quotes, which templates and Markdown use."""
    addresses = {address for pattern in _ADDRESSES for address in pattern.findall(html)}
    if "srcset=" in html:
        values = _SRCSET.findall(html)
        addresses.update(address for value in values for address in internal.candidates(value))
    return PageParts(addresses, set(_ID.findall(html)))


def _in_other(text: str, name: str) -> list[str]:
    """The addresses in a style sheet, in the beginning of a feed, or in a sitemap."""
    if name.endswith(".css"):
        return _IN_STYLE.findall(text)
    return _IN_FEED.findall(text if "<loc>" in text[:_HEAD] else text[:_HEAD])


def _is_of_site(written: str, html: str) -> bool:
    """Whether it is in a link of the site, and not only in links of visitors or in a text about HTML."""
    value = f'="{written}"'
    if not (_VISITORS in html or _TEXT in html) or value not in html:  # nearly always; one of several
        return True
    tags = re.findall(rf"<[A-Za-z][^<>]*{re.escape(value)}[^<>]*>", html)
    return any(_VISITORS not in tag for tag in tags)


def _in_source(address: str, name: str, text: str) -> tuple[str, int] | None:
    """The line of a fragment in a source. Other addresses in sources are checked by `broken`."""
    anchor = address.partition("#")[2]
    line = Lines(text).of(f"#{anchor})", f'#{anchor}"', f"#{anchor}>") if anchor else 0
    return (name, line) if line else None


def _template_of(address: str, templates: Mapping[str, str]) -> tuple[str, int] | None:
    """The template that contains an address as text, and its line."""
    path = address.lstrip("/")
    needle = re.compile(rf"""["'/}}]{re.escape(escape(path))}["']""") if path else None
    for name, text in templates.items():
        if needle is not None and (match := needle.search(text)):
            return name, text.count("\n", 0, match.start()) + 1
    return None
