"""The articles that are in `content/` already: an import neither takes their addresses nor doubles them."""

import re
import runpy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.articles.draft import slugify
from plugins.articles.patterns import OURS, Patterns
from plugins.common import when
from plugins.common.settings import setting
from plugins.common.when import When

_ENDINGS = {".md", ".markdown", ".mkd", ".mdown"}
_HEADER = re.compile(r"(?P<name>[A-Za-z0-9_-]+):[ \t]*(?P<value>.*)")
_LONGEST_HEADER = 200


@dataclass(frozen=True, slots=True)
class ExistingArticle:
    """An article and its file, relative to `content/`. `date`: as far as it can be read. `draft`: in no
    publication; `hidden`: in no list of one."""

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
        """Where the site shows it; without what its date does not tell."""
        if self.url:
            return "/" + self.url.lstrip("/")
        return self.patterns.of_article(self.slug, self.date)


def articles(content: Path) -> tuple[ExistingArticle, ...]:
    """All articles of the site, by their paths."""
    return _sources(content, "articles")


def pages(content: Path) -> tuple[ExistingArticle, ...]:
    """All pages of the site, by their paths."""
    return _sources(content, "pages")


def _sources(content: Path, name: str) -> tuple[ExistingArticle, ...]:
    folder = content / name
    found = folder.rglob("*") if folder.is_dir() else ()
    paths = sorted(path for path in found if path.suffix in _ENDINGS and not path.name.startswith("."))
    where = patterns(content)
    return tuple(_known(path, path.relative_to(content).as_posix(), where) for path in paths)


def patterns(content: Path) -> Patterns:
    """Where the site of these sources shows articles and pages, as the settings beside them say."""
    return Patterns.of(settings(content))


def own_pages(content: Path) -> frozenset[str]:
    """Addresses that the site's owner chose for the page of feeds, the comment form and the desk."""
    known = settings(content)
    feeds = known.get("FILS_SAVE_AS", "fils/index.html").removesuffix("index.html")
    intake, desk = (setting(known, name) for name in ("COMMENT_INTAKE_URL", "DESK_URL"))
    paths = (urlsplit(each).path.strip("/") for each in (feeds, intake, desk if intake else ""))
    return frozenset(f"/{path}/" for path in paths if path)


def settings(content: Path) -> Mapping[str, Any]:
    """Of the site of these sources, as the files beside them say; empty where there are none."""
    conf = content.absolute().parent / "pelicanconf.py"
    return runpy.run_path(str(conf)) if conf.is_file() else {}


def _known(path: Path, name: str, where: Patterns) -> ExistingArticle:
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
        patterns=where,
        hidden=status == "hidden",
    )


def _tags(value: str) -> tuple[str, ...]:
    """The tags of a header, parted as Pelican does."""
    return tuple(filter(None, map(str.strip, value.split(";" if ";" in value else ","))))


def header(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What stands above a source's text, names in small letters; of what is not text nothing: the build will
    say so."""
    for _, line in zip(range(_LONGEST_HEADER), lines, strict=False):
        match = _HEADER.fullmatch(line.rstrip("\r\n"))
        if match is None:
            return
        yield match["name"].lower(), match["value"].strip()


def _date(value: str) -> When | None:
    """The day is what matters; an hour without an offset may be in any zone."""
    try:
        return when.parse(value, UTC)
    except ValueError:
        return None
