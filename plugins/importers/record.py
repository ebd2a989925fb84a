"""What readers of old systems hand to the one writer: neutral, frozen, knowing neither side's files."""

from dataclasses import dataclass, field
from enum import StrEnum

from plugins.articles.patterns import OURS, Patterns
from plugins.comments.model import Comment
from plugins.common.text import one_line
from plugins.common.when import When
from plugins.moderation.core.reasons import Reason

_LONGEST_NAME = 80


class RecordKind(StrEnum):
    """What is counted. `other` is what an old system exports beside what readers saw: menus, revisions."""

    ARTICLE = "article"
    PAGE = "page"
    COMMENT = "comment"
    TRACKBACK = "trackback"
    OTHER = "other"


class CommentState(StrEnum):
    """Where a comment stood in the old system. The last three are also the names of the queue's states."""

    PUBLISHED = "published"
    PENDING = "pending"
    REJECTED = "rejected"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class Source:
    """A record's place in the export. `line` counts from 1 (a row, where the export is a database); `about`:
    by what a person knows it, title and address; of what was not public nothing: reports are passed on."""

    kind: RecordKind
    id: str
    line: int
    about: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}".strip()


def known_by(title: str, address: str) -> str:
    """For `Source.about`, as far as there are both."""
    title = one_line(title[:_LONGEST_NAME])
    return " ".join(filter(None, (f"“{title}”" if title else "", one_line(address[:_LONGEST_NAME]))))


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article or a page. `html` is its whole text; `author` the name that readers were shown; `talked`: a
    page under which there are comments."""

    source: Source
    id: str
    slug: str
    title: str
    html: str
    date: When
    summary_html: str = ""
    author: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    lang: str | None = None
    draft: bool = False
    page: bool = False
    talked: bool = False
    closed: bool = False
    patterns: Patterns = OURS

    @property
    def address(self) -> str:
        """Where this site will show it."""
        if self.page:
            return self.patterns.of_page(self.slug)
        return self.patterns.of_article(self.slug, self.date)


@dataclass(frozen=True, slots=True)
class ImportedComment:
    """A comment or a trackback under the article `slug`. `email` goes to the queue, never to the archive."""

    source: Source
    slug: str
    comment: Comment
    state: CommentState = CommentState.PUBLISHED
    email: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An article's or a page's file as it was on another site of this kind. `path`: below `content/`."""

    source: Source
    slug: str
    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an article links to or shows: with the article it is here."""

    source: Source


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record that is not taken over, and why."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class RecordWarning:
    """Something to look at; the record it is about is counted elsewhere."""

    source: Source
    what: str


@dataclass(frozen=True, slots=True)
class MovedAddress:
    """An address of the old site and its address here. `old` is its path, decoded, and `query` what followed
    a question mark. `id` is the old number of the article it showed."""

    source: Source
    old: str
    new: str
    system: str = ""
    id: int | None = None
    query: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Something only counted: addresses shortened by the old system and made whole, addresses dropped."""

    what: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class ExpectedCount:
    """How many records of a kind a first pass found in the export: what the outcomes must add up to."""

    kind: RecordKind
    number: int


Record = (
    ExpectedCount
    | ImportedArticle
    | SourceFile
    | ImportedComment
    | Attachment
    | RefusedRecord
    | RecordWarning
    | MovedAddress
    | Tally
)


class ImportRefused(Exception):
    """The export as a whole cannot be read. Words for a person: what, where, what to do."""

    def __init__(self, where: str, line: int, what: str, hint: str) -> None:
        place = f"{where}:{line}" if line else where
        super().__init__(f"{place}: {what}\n    {hint}")
