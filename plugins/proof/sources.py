"""What is proofread: an article or a page with its text, and comments. Files at the edge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from plugins.articles import bare_links, source
from plugins.articles.reading import SourceParser
from plugins.comments import archive
from plugins.comments.model import Comment
from plugins.common.ignored_names import is_ignored
from plugins.common.lines import Lines
from plugins.common.when import When, parse

APART = "\ufffc"
"""Stands where words that are next to each other do not belong together."""
_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "td", "th", "figcaption")
_TYPOGRAPHY = "plugins.typography.extension"


@dataclass(frozen=True)
class SourceText:
    """`where`: its file, as people know it. `text`: the whole file. `html`: what Markdown makes of it, typed
    signs as they are."""

    where: str
    text: str
    html: str
    header: Mapping[str, list[str]]
    lang: str

    @property
    def slug(self) -> str:
        return (self.header.get("slug") or [Path(self.where).stem])[0].strip()

    @property
    def is_article(self) -> bool:
        return "date" in self.header

    @property
    def date(self) -> When | None:
        try:
            return parse(self.header["date"][0].strip()[:10]) if self.is_article else None
        except ValueError:
            return None

    @property
    def soup(self) -> BeautifulSoup:
        """The page parsed anew: whoever gets it may cut it."""
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def words(self) -> str:
        """What is read of it as prose: no code, no addresses."""
        soup = self.soup
        bare = soup("a", class_=bare_links.MARK)
        for element in [*bare, *soup(["pre", "code", "kbd", "samp", "script", "style"])]:
            element.replace_with(APART)
        for block in soup(_BLOCKS):
            block.append(APART)
        return soup.get_text()

    def line(self, *spellings: str) -> int:
        """On which one of these stands first; 0 where none does."""
        return Lines(self.text).of(*spellings)

    def header_line(self, name: str) -> int:
        lines = enumerate(self.text.splitlines(), 1)
        return next((n for n, line in lines if line.lower().startswith(f"{name}:")), 0)


@dataclass(frozen=True, slots=True)
class FiledComment:
    """A comment that can be read, and its file."""

    where: str
    comment: Comment


def read(settings: Mapping[str, Any], content: Path, files: list[Path]) -> Iterator[SourceText]:
    """Articles and pages; without `files` all of them. Raises SiteError for what is not UTF-8."""
    markdown = dict(settings["MARKDOWN"])
    markdown["extensions"] = [name for name in markdown["extensions"] if name != _TYPOGRAPHY]
    parser = SourceParser(markdown, ())
    for path in files or sorted(_sources(content)):
        text = source.text(str(path))
        parsed = parser.parse(text)
        lang = (parsed.header.get("lang") or [settings["DEFAULT_LANG"]])[0].strip()
        yield SourceText(source.shown(str(path.absolute())), text, parsed.html, parsed.header, lang)


def _sources(content: Path) -> Iterator[Path]:
    """Hidden files and those of editors are none."""
    for path in content.rglob("*.md"):
        parts = path.relative_to(content).parts
        if not any(map(is_ignored, parts)):
            yield path


def comments(content: Path, slugs: list[str]) -> Iterator[FiledComment]:
    """Those under these articles that were not withdrawn. What cannot be read stops a build, which says."""
    folder = content / "comments"
    for slug in slugs:
        if (folder / slug).is_dir():
            parsed, _ = archive.conversation(folder / slug, f"{source.shown(str(folder.absolute()))}/{slug}")
            yield from (FiledComment(one.where, one.comment) for one in parsed if not one.comment.withdrawn)
