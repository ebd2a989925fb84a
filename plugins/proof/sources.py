"""The texts that are proofread: articles, pages and comments, read from their files. The edge."""

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
"""Takes the place of code and addresses, and stands between blocks, so that words around it are not taken for
neighbours."""
_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "td", "th", "figcaption")
_TYPOGRAPHY = "plugins.typography.extension"


@dataclass(frozen=True)
class SourceText:
    """An article or a page. `where`: its file, as messages name it. `text`: the whole file. `html`: what
    Markdown makes of it, without typography."""

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
        """The HTML, parsed anew at each access: callers may change it."""
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def words(self) -> str:
        """The prose: the text without code and addresses."""
        soup = self.soup
        bare = soup("a", class_=bare_links.MARK)
        for element in [*bare, *soup(["pre", "code", "kbd", "samp", "script", "style"])]:
            element.replace_with(APART)
        for block in soup(_BLOCKS):
            block.append(APART)
        return soup.get_text()

    def line(self, *spellings: str) -> int:
        """The first line that contains one of these spellings; 0 if none does."""
        return Lines(self.text).of(*spellings)

    def header_line(self, name: str) -> int:
        lines = enumerate(self.text.splitlines(), 1)
        return next((n for n, line in lines if line.lower().startswith(f"{name}:")), 0)


@dataclass(frozen=True, slots=True)
class CommentFile:
    """A comment, and the name of its file."""

    where: str
    comment: Comment


def read(settings: Mapping[str, Any], content: Path, files: list[Path]) -> Iterator[SourceText]:
    """Read articles and pages: `files`, or all if there are none. Raises SiteError if one is not UTF-8."""
    markdown = dict(settings["MARKDOWN"])
    markdown["extensions"] = [name for name in markdown["extensions"] if name != _TYPOGRAPHY]
    parser = SourceParser(markdown, ())
    for path in files or sorted(_sources(content)):
        text = source.text(str(path))
        parsed = parser.parse(text)
        lang = (parsed.header.get("lang") or [settings["DEFAULT_LANG"]])[0].strip()
        yield SourceText(source.display_path(str(path.absolute())), text, parsed.html, parsed.header, lang)


def _sources(content: Path) -> Iterator[Path]:
    """All Markdown files below `content`, without hidden ones and those that editors leave."""
    for path in content.rglob("*.md"):
        parts = path.relative_to(content).parts
        if not any(map(is_ignored, parts)):
            yield path


def comments(content: Path, slugs: list[str]) -> Iterator[CommentFile]:
    """The comments of these articles, without withdrawn ones. Files that cannot be read are left out: the
    build reports them."""
    folder = content / "comments"
    for slug in slugs:
        if (folder / slug).is_dir():
            parsed, _ = archive.conversation(
                folder / slug, f"{source.display_path(str(folder.absolute()))}/{slug}"
            )
            yield from (
                CommentFile(each.where, each.comment) for each in parsed if not each.comment.withdrawn
            )
