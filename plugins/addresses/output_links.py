"""Addresses in the files of the output that lead nowhere: those of templates, menus and feeds. What authors
wrote is told with its own file and line (`broken`); what visitors wrote stops nobody. Pure.
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
# Each pattern begins with the letters that it is found by: one with a choice takes four times as long. Of
# what begins with `{` or `|` Pelican itself has told.
_ADDRESSES = tuple(
    re.compile(rf'{name}(?<=\s{name})="([^"{{|][^"]*)"') for name in ("href", "src", "poster", "cite", "data")
)
_SRCSET, _ID = re.compile(r'srcset(?<=\ssrcset)="([^"]*)"'), re.compile(r'id(?<=\sid)="([^"]*)"')
_HEAD = 4096  # characters of a feed: what it says of itself, and its first entries
_IN_FEED = re.compile(r'(?:\shref="|<link>|<loc>|"(?:home_page_|feed_|next_)?url": ?")([^"<]+)["<]')
_IN_STYLE = re.compile(r"""\burl\(\s*["']?([^"')]+)""")
_TEXT = "&lt;"  # no other text looks like a tag
_VISITORS = "ugc"  # the `rel` of all that visitors wrote (`comments.markup`)


class PageParts(NamedTuple):
    """Of a page: its addresses as written, and what a fragment may name."""

    addresses: set[str]
    ids: set[str]


class DeadLink(NamedTuple):
    """An address, why it leads nowhere, and the first page that has it."""

    address: str
    why: str
    page: str


Wanted = dict[str, dict[str, DeadLink]]
"""Anchors to which other pages lead: by page and id, the link that is dead if there is no such anchor."""


class Seen(NamedTuple):
    """What was seen on some pages: links that are dead, and anchors that others must have."""

    dead: list[DeadLink]
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class OutputLinks:
    """`excused`: addresses (`PublishedSite.absolute`) to which authors' links lead. What is `wanted`
    on a page is looked for while it is read."""

    site: PublishedSite
    excused: Collection[str] = ()
    wanted: Wanted = field(default_factory=dict, init=False)
    _good: set[str] = field(default_factory=set, init=False)

    def look(self, names: Iterable[str]) -> Seen:
        """At the files with these names."""
        seen = Seen([], {})
        for name in names:
            if name.endswith(".html"):
                self._look_at_page(name, seen)
            elif name.endswith((".xml", ".json", ".css")):
                links = (
                    self._link(address, name, "", seen) for address in _in_other(self.site.text(name), name)
                )
                seen.dead.extend(filter(None, links))
        return seen

    def expect(self, wanted: Wanted, looked: Collection[str]) -> None:
        """From now on this, and of what was wanted before that on pages that nobody has looked at."""
        for name in self.wanted.keys() & set(looked):
            del self.wanted[name]
        for name, anchors in wanted.items():
            self.wanted[name] = {**anchors, **self.wanted.get(name, {})}

    def missing(self, name: str) -> Iterator[DeadLink]:
        """What is wanted on a page that nobody has looked at since, and is not there."""
        ids = internal.ids(self.site.text(name))
        yield from (link for fragment, link in self.wanted[name].items() if fragment not in ids)

    def _look_at_page(self, name: str, seen: Seen) -> None:
        html = self.site.text(name)
        parts = parts_of(html)
        for address in parts.addresses - self._good - {f"#{each}" for each in parts.ids}:
            link = self._link(address, name, html, seen)
            if link is not None and _is_of_site(address, html):
                seen.dead.append(link)
        if not self.wanted.get(name, {}).keys() <= parts.ids:
            seen.dead.extend(self.missing(name))

    def _link(self, written: str, name: str, html: str, seen: Seen) -> DeadLink | None:
        """If it is dead. Of a fragment on another page that is seen when that one is read."""
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
                seen.wanted.setdefault(file, {}).setdefault(anchor, link)
                self._good.add(written)  # that page will say; an article stands in five lists
        return None

    def _dead_link(self, address: str, name: str, html: str) -> DeadLink | None:
        why = self.site.wrong(address, path_of(name), html)
        return self._excusable(address, why, name) if why else None

    def _excusable(self, address: str, why: str, name: str) -> DeadLink | None:
        target = self.site.absolute(address, path_of(name)) if self.excused else ""
        return None if target in self.excused else DeadLink(address, why, name)


Source = tuple[str, str]
"""Of an article or a page: its file's name, and its text."""


def problems(
    links: Iterable[DeadLink], templates: Mapping[str, str], source: Callable[[str], Source]
) -> Iterator[Problem]:
    """One for each address, where it stands in one of the `templates`, or in the `source` of the first page
    that has it; or else with that page."""
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
    """What stands between double quotes, as templates and Markdown write it."""
    addresses = {address for pattern in _ADDRESSES for address in pattern.findall(html)}
    if "srcset=" in html:
        addresses.update(one for value in _SRCSET.findall(html) for one in internal.candidates(value))
    return PageParts(addresses, set(_ID.findall(html)))


def _in_other(text: str, name: str) -> list[str]:
    """The addresses of a style sheet, of a feed's beginning, or of a sitemap."""
    if name.endswith(".css"):
        return _IN_STYLE.findall(text)
    return _IN_FEED.findall(text if "<loc>" in text[:_HEAD] else text[:_HEAD])


def _is_of_site(written: str, html: str) -> bool:
    """Whether it stands in a link, and not in links of visitors alone, nor in a text about HTML."""
    value = f'="{written}"'
    if not (_VISITORS in html or _TEXT in html) or value not in html:  # nearly always; one of several
        return True
    tags = re.findall(rf"<[A-Za-z][^<>]*{re.escape(value)}[^<>]*>", html)
    return any(_VISITORS not in tag for tag in tags)


def _in_source(address: str, name: str, text: str) -> tuple[str, int] | None:
    """The line of a fragment that an author wrote. Their other addresses are told elsewhere."""
    anchor = address.partition("#")[2]
    line = Lines(text).of(f"#{anchor})", f'#{anchor}"', f"#{anchor}>") if anchor else 0
    return (name, line) if line else None


def _template_of(address: str, templates: Mapping[str, str]) -> tuple[str, int] | None:
    """The template and its line in which an address stands as text."""
    path = address.lstrip("/")
    needle = re.compile(rf"""["'/}}]{re.escape(escape(path))}["']""") if path else None
    for name, text in templates.items():
        if needle is not None and (found := needle.search(text)):
            return name, text.count("\n", 0, found.start()) + 1
    return None
