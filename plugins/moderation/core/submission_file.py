"""A submission as a private file: the comment's format with more headers. Pure, both ways.

`content/` never sees one; what goes there is made by `comment_of`, which knows public headers only.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from plugins.comments import format as comment_format
from plugins.comments.model import WAITING, Comment
from plugins.comments.values import BadValueError
from plugins.common import headers
from plugins.common.errors import Problem, SiteError
from plugins.common.headers import Headed, Schema
from plugins.common.when import When
from plugins.moderation.core import reasons
from plugins.moderation.core.submission import Source, Submission, Words

SCHEMA = Schema(
    (
        "Id", "Article", "Author", "Email", "Site", "Reply-To", "Received", "Source", "Verdict", "Reasons",
        "Revision", "Corrected", "Decided", *WAITING,
    ),
    required=frozenset({"Id", "Article", "Author", "Received", "Revision"}),
)  # fmt: skip
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_HINT = "The file was changed by hand, or is not ours. Mend it, or move it out of the queue."
_SOURCES: dict[str, Source] = {"web": "web", "mail": "mail", "import": "import", "desk": "desk"}


def dump(submission: Submission) -> bytes:
    """The private file. Raises ValueError for a field that could not be read back."""
    words = submission.words
    fields = {
        "Id": submission.id,
        "Article": words.article,
        "Author": words.author,
        "Email": words.email,
        "Site": words.site,
        "Reply-To": words.reply_to,
        "Received": submission.received.isoformat(),
        "Source": submission.source,
        "Verdict": submission.verdict,
        "Reasons": reasons.dump(submission.reasons),
        "Revision": str(submission.revision),
        "Corrected": str(submission.corrected) if submission.corrected else None,
        "Decided": submission.decided.isoformat() if submission.decided else None,
        **submission.headers,
    }
    present = {name: value for name, value in fields.items() if value is not None}
    return headers.dump(present, words.text, SCHEMA)


def parse(data: bytes, where: str) -> Submission:
    """Read a private file. Raises SiteError with all its problems."""
    headed = headers.parse(data, where, SCHEMA)
    problems = list(_problems(headed, where))
    if problems:
        raise SiteError(problems)
    field = headed.fields.get
    words = Words(
        article=headed.fields["Article"],
        author=headed.fields["Author"],
        text=headed.body,
        email=field("Email"),
        site=field("Site"),
        reply_to=field("Reply-To"),
    )
    decided = field("Decided")
    return Submission(
        id=headed.fields["Id"],
        words=words,
        received=datetime.fromisoformat(headed.fields["Received"]),
        source=_SOURCES[field("Source") or "web"],
        verdict=field("Verdict") or "pending",
        reasons=reasons.parse(why) if (why := field("Reasons")) else (),
        revision=int(headed.fields["Revision"]),
        corrected=int(field("Corrected") or 0),
        decided=datetime.fromisoformat(decided) if decided else None,
        headers={name: value for name, value in headed.fields.items() if name in WAITING},
    )


def comment_of(submission: Submission) -> Comment:
    """What becomes public: no e-mail, no verdict, nothing that was not meant to be read."""
    words, received = submission.words, submission.received
    own = Comment(
        id=submission.id,
        author=words.author,
        date=When(received.year, received.month, received.day, received),
        text=words.text,
        site=words.site,
        reply_to=words.reply_to,
        role="author" if submission.source == "desk" else None,
    )
    return own._replace(**comment_format.fields(submission.headers))


def is_id(text: str) -> bool:
    """Whether it may name a file of the queue: nothing that a path could be made of."""
    return _ID.fullmatch(text) is not None


def _problems(headed: Headed, where: str) -> Iterator[Problem]:
    for name in headed.fields:
        value = headed.fields[name]
        if not _readable(name, value):
            yield Problem(where, headed.lines[name], f"{name}: “{value}” cannot be read", _HINT)


def _readable(name: str, value: str) -> bool:
    match name:
        case "Id" | "Reply-To":
            return is_id(value)
        case "Received" | "Decided":
            return _has_offset(value)
        case "Revision" | "Corrected":
            return value.isascii() and value.isdigit()
        case "Source":
            return value in _SOURCES
        case "Reasons":
            return _are_reasons(value)
    return name not in WAITING or _is_header(name, value)


def _has_offset(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _are_reasons(value: str) -> bool:
    try:
        reasons.parse(value)
    except (ValueError, RecursionError):
        return False
    return True


def _is_header(name: str, value: str) -> bool:
    try:
        comment_format.fields({name: value})
    except BadValueError:
        return False
    return True
