"""The records that the readers of old systems produce and the writer consumes; independent of both sides'
files."""

from dataclasses import dataclass, field
from enum import StrEnum

from plugins.articles.patterns import OURS, Patterns
from plugins.comments.model import Comment
from plugins.common.text import one_line
from plugins.common.when import When
from plugins.moderation.core.reasons import Reason

_LONGEST_NAME = 80


class RecordKind(StrEnum):
    """The kinds of records that are counted. OTHER: things that readers never saw, such as menus and
    revisions."""

    ARTICLE = "article"
    PAGE = "page"
    COMMENT = "comment"
    TRACKBACK = "trackback"
    OTHER = "other"


class CommentState(StrEnum):
    """The state of a comment in the old system. All but PUBLISHED are also the names of the queue's
    states."""

    PUBLISHED = "published"
    PENDING = "pending"
    REJECTED = "rejected"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class Source:
    """The location of a record in the export. `line`: from 1, or the row of a database. `about`: title and
    address, for people; "" for things that were not public, since reports are shared."""

    kind: RecordKind
    id: str
    line: int
    about: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}".strip()


def known_by(title: str, address: str) -> str:
    """The text for `Source.about`."""
    title = one_line(title[:_LONGEST_NAME])
    return " ".join(filter(None, (f"“{title}”" if title else "", one_line(address[:_LONGEST_NAME]))))


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article or a page. `html`: its whole text. `title`: "" where it has none. `author`: the name that
    readers saw. `attachments_html`: a list of its files, below the text. `has_comments`: also if all of them
    wait. `closed`: it takes no more comments."""

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
    has_comments: bool = False
    closed: bool = False
    attachments_html: str = ""
    patterns: Patterns = OURS

    @property
    def address(self) -> str:
        """Its address on this site."""
        if self.page:
            return self.patterns.of_page(self.slug)
        return self.patterns.of_article(self.slug, self.date)


@dataclass(frozen=True, slots=True)
class ImportedComment:
    """A comment or a trackback to the article `slug`. `email` is stored in the queue only, never in the
    archive."""

    source: Source
    slug: str
    comment: Comment
    state: CommentState = CommentState.PUBLISHED
    email: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file of an article or a page from another site of this project. `path`: relative to `content/`."""

    source: Source
    slug: str
    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an imported article links to or shows."""

    source: Source


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record that is not imported, and the reason."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class RecordWarning:
    """A warning about a record, which is counted by another record."""

    source: Source
    what: str


@dataclass(frozen=True, slots=True)
class MovedAddress:
    """An address of the old site and its new address. `old`: its decoded path. `query`: after the question
    mark. `id`: the old number of the article."""

    source: Source
    old: str
    new: str
    system: str = ""
    id: int | None = None
    query: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Something that is only counted, such as shortened addresses that were restored."""

    what: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class ExpectedCount:
    """The number of records of a kind that a first pass found; the outcomes must add up to it."""

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
    """The export as a whole cannot be read. The message says what is wrong, where, and what to do."""

    def __init__(self, where: str, line: int, what: str, hint: str) -> None:
        place = f"{where}:{line}" if line else where
        super().__init__(f"{place}: {what}\n    {hint}")
