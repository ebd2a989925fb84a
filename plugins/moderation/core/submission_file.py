"""Reads and writes the private file of a submission: the format of a comment with more headers. Pure.

No such file ever gets into `content/`: what is published there comes from `comment_of`, which takes public
fields only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plugins.comments import format as comment_format
from plugins.comments.form import FORM_FIELDS, CommentInput
from plugins.comments.model import WAITING, Comment
from plugins.comments.values import ID, TEXT, BadValueError, ValueKind, one_of
from plugins.common import headers
from plugins.common.errors import Problem, SiteError
from plugins.common.headers import Headed, Schema
from plugins.common.when import When, parse_moment
from plugins.moderation.core import reasons
from plugins.moderation.core.submission import Submission

_HINT = "The file was changed by hand, or is not ours. Mend it, or move it out of the queue."


@dataclass(frozen=True, slots=True)
class QueueHeader:
    """`name`: in the file. `field`: of `Submission`. `default`: the value that is not written."""

    name: str
    field: str
    kind: ValueKind = TEXT
    default: Any = None
    required: bool = False


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise ValueError(value)
    return int(value)


_MOMENT = ValueKind(parse_moment, datetime.isoformat)
_NUMBER = ValueKind(_number)
_REASONS = ValueKind(reasons.parse, reasons.dump)
_SOURCE = one_of(("web", "mail", "import", "desk"), "source", _HINT)

_OWN = (
    QueueHeader("Id", "id", ID, required=True),
    QueueHeader("Received", "received", _MOMENT, required=True),
    QueueHeader("Source", "source", _SOURCE),
    QueueHeader("Verdict", "verdict"),
    QueueHeader("Reasons", "reasons", _REASONS, default=()),
    QueueHeader("Revision", "revision", _NUMBER, required=True),
    QueueHeader("Corrected", "corrected", _NUMBER, default=0),
    QueueHeader("Original", "original", _NUMBER),
    QueueHeader("Batch", "batch", ID),
    QueueHeader("Decided", "decided", _MOMENT),
)
_FORM = tuple(field for field in FORM_FIELDS if field.header)
_KINDS = {**{row.name: row.kind for row in _OWN}, **{field.header: field.kind for field in _FORM}}

SCHEMA = Schema(
    (_OWN[0].name, *(field.header for field in _FORM), *(row.name for row in _OWN[1:]), *WAITING),
    required=frozenset(
        [*(row.name for row in _OWN if row.required), *(field.header for field in _FORM if field.required)]
    ),
)


def dump(submission: Submission) -> bytes:
    """The private file of a submission. Raises ValueError for a field that could not be read back."""
    words = submission.words
    form_values = {field.header: getattr(words, field.name) for field in _FORM}
    values = ((row, getattr(submission, row.field)) for row in _OWN)
    written = {row.name: row.kind.write(value) for row, value in values if value != row.default}
    typed = {name: value for name, value in form_values.items() if value is not None}
    return headers.dump({**typed, **written, **submission.headers}, words.text, SCHEMA)


def parse(data: bytes, where: str) -> Submission:
    """Parse a private file. Raises SiteError with all its problems."""
    headed = headers.parse(data, where, SCHEMA)
    problems = list(_problems(headed, where))
    if problems:
        raise SiteError(problems)
    given = headed.fields
    form_values: dict[str, Any] = {
        field.name: given[field.header] for field in _FORM if field.header in given
    }
    values: dict[str, Any] = {row.field: row.kind.read(given[row.name]) for row in _OWN if row.name in given}
    public_headers = {name: value for name, value in given.items() if name in WAITING}
    return Submission(words=CommentInput(text=headed.body, **form_values), headers=public_headers, **values)


def comment_of(submission: Submission) -> Comment:
    """The comment that is published from a submission: without e-mail, verdict, or anything else private."""
    public: dict[str, Any] = {
        field.name: getattr(submission.words, field.name) for field in FORM_FIELDS if field.public
    }
    received = submission.received
    comment = Comment(
        id=submission.id,
        date=When(received.year, received.month, received.day, received),
        role="author" if submission.source == "desk" else None,
        **public,
    )
    return comment._replace(**comment_format.fields(submission.headers))


def is_id(text: str) -> bool:
    """Whether a text is a valid id, so that it can safely be the name of a file."""
    try:
        ID.read(text)
    except BadValueError:
        return False
    return True


def _problems(headed: Headed, where: str) -> Iterator[Problem]:
    for name, value in headed.fields.items():
        try:
            _read(name, value)
        except (BadValueError, ValueError, RecursionError):
            yield Problem(where, headed.lines[name], f"{name}: “{value}” cannot be read", _HINT)


def _read(name: str, value: str) -> object:
    return comment_format.fields({name: value}) if name in WAITING else _KINDS[name].read(value)
