"""What can only be checked when all sources are known: where links lead, which template shows what. Knows
nothing of Pelican."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize

from plugins.articles import containment, links, source
from plugins.articles.links import SourceLink
from plugins.articles.patterns import LONGEST
from plugins.common import drafts
from plugins.common.errors import Problem, nearest
from plugins.common.lines import Lines

_SOURCES = ("filename", "static", "attach")
_NO_SOURCE = "A path begins at the folder of its file; one with a slash before it, at that of all sources."
_WHOLE = "Write its address: /images/…."
_BEGINNING = 40
# Each begins with the letters that it is found by: one that begins with a choice takes forty times as long.
_FOLDED = (
    re.compile(r"<code>[^<]*\n[^<]*</code>(?!</pre>)"),
    re.compile(r"<p><code>[^<]*</code></(?:p|li)>"),
    re.compile(r"\n *<code>[^<]*</code></(?:p|li)>"),
    re.compile(r"~~~\n"),
)
_FENCE = re.compile(r"(?:[ \t]+|[ \t]*>[ \t>]*)(?:```|~~~)")
_DRAFT = "Publish the draft first, or take the link out."
_LATER = "Give this one a later Date, or take the link out until then."


class Links:
    """Checks the links between sources. `context`: Pelican's; `terms`: the slugs of the terms that have a
    page, by kind; `slug` makes one of a name."""

    def __init__(
        self,
        context: Mapping[str, Any],
        settings: Mapping[str, Any],
        terms: Mapping[str, Collection[str]],
        slug: Callable[[str, str], str],
    ) -> None:
        self._sources = context["generated_content"]
        self._linked = context["static_content"]
        self._settings, self._terms, self._slug = settings, terms, slug

    @cached_property
    def _files(self) -> Mapping[str, Any]:
        """The files that exist. Pelican's mapping has whatever was linked to."""
        return {path: file for path, file in self._linked.items() if Path(file.source_path).is_file()}

    def problems(self, content: Any) -> Iterator[Problem]:
        """Links of one article or page that lead nowhere."""
        found = list(self._wrongs(content))
        if found:
            text = Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace")
            where = source.display_path(content.source_path)
            for written, what, hint in found:
                yield Problem(where, links.line(written, text), f"“{unescape(written)}” {what}", hint)

    def _wrongs(self, content: Any) -> Iterator[tuple[str, str, str]]:
        """Each wrong link as written, what is wrong with it, and what to do."""
        for link in dict.fromkeys(self._links(content)):
            if wrong := self._wrong(link, content):
                yield link.written, *wrong
        for written in dict.fromkeys(links.unread(content._content or "")):
            yield written, "stands where no links to sources are read", _WHOLE

    def _links(self, content: Any) -> Iterator[SourceLink]:
        written = content.metadata.get("written_header", {})
        formatted = [line for name in self._settings["FORMATTED_FIELDS"] for line in written.get(name, ())]
        for html in (content._content or "", *formatted):
            yield from links.find(html, self._settings["INTRASITE_LINK_REGEX"])

    def _wrong(self, link: SourceLink, content: Any) -> tuple[str, str] | None:
        if link.what in self._terms:
            known = self._slug(link.what, link.value.partition("#")[0]) in self._terms[link.what]
            return None if known else ("leads to no article: none has this", self._like(link))
        if link.what not in _SOURCES:
            return None  # Pelican says what it thinks of it
        led = self._led(link, str(Path(content.relative_source_path).parent))
        if led is None:
            return "leads nowhere: there is no such source", self._near(link)
        stays = link.what == "filename" and drafts.is_draft(led) and not drafts.is_draft(content)
        if stays and getattr(led, "planned", False):
            return "leads to an article that is still to come", _LATER
        return ("leads to a draft, which is not published", _DRAFT) if stays else None

    def _led(self, link: SourceLink, folder: str) -> Any:
        """The source or file that Pelican would find. If `{filename}` names a file, Pelican itself warns."""
        paths = links.targets(link.value, folder)
        led = (self._sources.get(path) for path in paths if link.what == "filename")
        return next(filter(None, led), None) or next(filter(None, map(self._files.get, paths)), None)

    def _near(self, link: SourceLink) -> str:
        known = self._sources if link.what == "filename" else self._files
        name = Path(link.value).name
        close = get_close_matches(name, sorted(Path(path).name for path in known if known[path]), n=1)
        return f"Did you mean “{close[0]}”? {_NO_SOURCE}" if close else _NO_SOURCE

    def _like(self, link: SourceLink) -> str:
        return nearest(link.value, sorted(self._terms[link.what]))


def written(context: Mapping[str, Any], settings: Mapping[str, Any]) -> Iterator[Any]:
    """The articles and pages that this build writes."""
    for content in context["generated_content"].values():
        if content is not None and not (drafts.are_withheld(settings) and drafts.is_draft(content)):
            yield content


def names(articles: Iterable[Any]) -> Iterator[Problem]:
    """Problems of articles that share a slug (it names a folder of comments) or an id (an entry of feeds)."""
    slugs: dict[str, str] = {}
    ids: dict[str, str] = {}
    for article in sorted(articles, key=lambda article: str(article.source_path)):
        path = article.source_path
        identifier = article.metadata["header"].id or article.slug
        for kind, name, first in (("Slug", article.slug, slugs), ("Id", identifier, ids)):
            if first.setdefault(name, path) != path:
                hint = f"Give one of them another {kind}; the first is in {source.display_path(first[name])}."
                yield Problem(source.display_path(path), 0, f"{kind} “{name}” is used twice", hint)
                break


def alike(articles: Iterable[Any]) -> Iterator[Problem]:
    """Problems of slugs that differ here and name the same folder of comments on macOS and Windows."""
    first: dict[str, Any] = {}
    for article in sorted(articles, key=lambda article: str(article.source_path)):
        other = first.setdefault(normalize("NFC", article.slug).casefold(), article)
        if other.slug != article.slug:
            what = f"Slug “{article.slug}” and “{other.slug}” are one folder of comments on macOS and Windows"
            hint = f"Give one of them another Slug; the first is in {source.display_path(other.source_path)}."
            yield Problem(source.display_path(article.source_path), 0, what, hint)


def future(content: Any, now: datetime) -> Iterator[Problem]:
    """Problems of an article whose `Date` or `Modified` is still to come."""
    if drafts.is_draft(content):
        return
    header, where = content.metadata["header"], source.display_path(content.source_path)
    for name, date, what, hint in (
        (
            "Date",
            header.date,
            "it waits until then",
            "The first “make publish” after that publishes it (docs/writing.md).",
        ),
        ("Modified", header.modified, "feeds say so at once", "Correct it, or delete the line."),
    ):
        if date is not None and getattr(content, name.lower()) > now:
            line = source.header_line(content.source_path, name)
            yield Problem(where, line, f"{name}: “{date.isoformat()}” is still to come; {what}", hint)


def fences(content: Any) -> Iterator[Problem]:
    """Problems of fenced code that is indented, in a list or a quotation: Markdown reads it as text."""
    html = content._content or ""
    if not any(pattern.search(html) for pattern in _FOLDED):
        return
    lines = Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    if line := next((number for number, one in enumerate(lines, 1) if _FENCE.match(one)), 0):
        what = "code between ``` that stands further in is shown as words, on one line"
        hint = "Begin the ``` at the margin, or indent the code by eight spaces without them."
        yield Problem(source.display_path(content.source_path), line, what, hint)


def contained(content: Any, formatted: Collection[str]) -> Iterator[Problem]:
    """Problems of a text, or of a `formatted` header, whose HTML breaks out of its place in the page."""
    headers = (content.metadata.get(name) for name in formatted)
    texts = [content._content or "", *(value for value in headers if isinstance(value, str))]
    if faults := [fault for text in texts for fault in containment.faults(text)]:
        text = Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace")
        for fault in faults:
            lines = Lines(text)
            line = [lines.of(*fault.written) for _ in range(fault.nth)][-1]
            yield Problem(source.display_path(content.source_path), line, fault.what, fault.hint)


def address(content: Any) -> Iterator[Problem]:
    """The problem of an article or page whose address is too long for a file name."""
    longest = max(content.save_as.split("/"), key=lambda piece: len(piece.encode()))
    if len(longest.encode()) > LONGEST:
        name = next((n for n in ("Save_as", "Slug", "Title") if n.lower() in content.metadata), "Title")
        line = source.header_line(content.source_path, name)
        what = f"its address holds “{longest[:_BEGINNING]}…”, which is too long"
        hint = f"Give it a Slug of {LONGEST} letters at most."
        yield Problem(source.display_path(content.source_path), line, what, hint)


def template(content: Any, known: Callable[[str], bool]) -> Iterator[Problem]:
    """The problem of an article or page whose header names a template that the theme lacks."""
    name = content.metadata.get("template")
    if name is None or known(name):
        return
    path = content.source_path
    where, line = source.display_path(path), source.header_line(path, "template")
    what = f"Template: the theme has no “{name}.html”"
    yield Problem(where, line, what, "Add it to the theme, or delete the line.")
