"""Reads the articles that are in `content/` already, so that an import neither takes their addresses nor
duplicates them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.articles.draft import slugify
from plugins.articles.patterns import OURS, Patterns
from plugins.common import conf, when
from plugins.common.settings import setting
from plugins.common.when import When

_ENDINGS = {".md", ".markdown", ".mkd", ".mdown"}
_HEADER = re.compile(r"(?P<name>[A-Za-z0-9_-]+):[ \t]*(?P<value>.*)")
_LONGEST_HEADER = 200


@dataclass(frozen=True, slots=True)
class ExistingArticle:
    """An article. `path`: of its file, relative to `content/`. `date`: None if it cannot be parsed. `draft`:
    not published. `hidden`: published, but in no list."""

    path: str
    slug: str
    id: str
    title: str
    date: When | None
    draft: bool
    url: str | None
    category: str = ""
    tags: tuple[str, ...] = ()
    patterns: Patterns = OURS
    hidden: bool = False

    @property
    def address(self) -> str:
        """Its address on this site; parts of the date that are not known are left out."""
        if self.url:
            return "/" + self.url.lstrip("/")
        return self.patterns.of_article(self.slug, self.date)


def articles(content: Path) -> tuple[ExistingArticle, ...]:
    """All articles of the site, sorted by path."""
    return _sources(content, "articles")


def pages(content: Path) -> tuple[ExistingArticle, ...]:
    """All pages of the site, sorted by path."""
    return _sources(content, "pages")


def _sources(content: Path, name: str) -> tuple[ExistingArticle, ...]:
    folder = content / name
    files = folder.rglob("*") if folder.is_dir() else ()
    paths = sorted(path for path in files if path.suffix in _ENDINGS and not path.name.startswith("."))
    of_site = patterns(content)
    return tuple(_read(path, path.relative_to(content).as_posix(), of_site) for path in paths)


def patterns(content: Path) -> Patterns:
    """The address patterns of the site, from the settings beside `content`."""
    return Patterns.of(settings(content))


def own_pages(content: Path) -> frozenset[str]:
    """The addresses that the site's owner chose for the page of feeds, the comment form and the desk."""
    of_site = settings(content)
    feeds = of_site.get("FILS_SAVE_AS", "fils/index.html").removesuffix("index.html")
    intake, desk = (setting(of_site, name) for name in ("COMMENT_INTAKE_URL", "DESK_URL"))
    paths = (urlsplit(address).path.strip("/") for address in (feeds, intake, desk if intake else ""))
    return frozenset(f"/{path}/" for path in paths if path)


def settings(content: Path) -> Mapping[str, Any]:
    """The settings beside `content`; empty if there are none."""
    return conf.of_site(content.absolute().parent)


def _read(path: Path, name: str, patterns: Patterns) -> ExistingArticle:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        head = dict(header(file))
    title = head.get("title", "")
    status = head.get("status", "").lower()
    slug = head.get("slug") or slugify(title)
    return ExistingArticle(
        path=name,
        slug=slug,
        id=head.get("id") or slug,
        title=title,
        date=_date(head.get("date", "")),
        draft=status in ("draft", "skip"),
        url=head.get("url"),
        category=head.get("category", ""),
        tags=_tags(head.get("tags", "")),
        patterns=patterns,
        hidden=status == "hidden",
    )


def _tags(value: str) -> tuple[str, ...]:
    """The tags in a header, separated as Pelican does it."""
    return tuple(filter(None, map(str.strip, value.split(";" if ";" in value else ","))))


def header(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The headers of a source, with names in lower case. For a file that is not text there are none, and the
    build reports it."""
    for _, line in zip(range(_LONGEST_HEADER), lines, strict=False):
        match = _HEADER.fullmatch(line.rstrip("\r\n"))
        if match is None:
            return
        yield match["name"].lower(), match["value"].strip()


def _date(value: str) -> When | None:
    """The date in a header, of which only the day matters here, so a time without an offset may count as
    UTC."""
    try:
        return when.parse(value, UTC)
    except ValueError:
        return None
