"""A comment as a file: public headers, an empty line, the text exactly as typed. Pure, both ways."""

import re
from collections.abc import Callable, Iterator

from plugins.comments.model import Comment, Filed
from plugins.common import headers, when
from plugins.common.errors import Problem, SiteError
from plugins.common.headers import Headed, Schema
from plugins.common.when import When

SCHEMA = Schema(
    ("Id", "Author", "Date", "Shown", "Site", "Reply-To", "Format", "Edited", "Withdrawn"),
    required=frozenset({"Id", "Author", "Date"}),
)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_DATE_HINT = "Write a day, 2020-12-19, or a moment with its offset, 2020-12-19T14:05:00+01:00."
_ID_HINT = "Use 1 to 64 letters, digits and hyphens; the address #c… is made of it."


def parse(data: bytes, where: str) -> Filed:
    """Read one file. Raises SiteError with all its problems; `where` is the path to print in them."""
    headed = headers.parse(data, where, SCHEMA)
    problems = list(_problems(headed, where))
    if problems:
        raise SiteError(problems)
    field = headed.fields.get
    comment = Comment(
        id=headed.fields["Id"],
        author=headed.fields["Author"],
        date=when.parse(headed.fields["Date"]),
        text=headed.body,
        shown=field("Shown"),
        site=field("Site"),
        reply_to=field("Reply-To"),
        format="html" if field("Format") == "html" else "text",
        edited=_date(headed, "Edited"),
        withdrawn=_date(headed, "Withdrawn"),
    )
    return Filed(comment, where, headed.lines.get("Reply-To", 0), headed.lines["Id"])


def dump(comment: Comment) -> bytes:
    """A comment's file: `parse` gives the same comment back. Raises ValueError for an unwritable field."""
    fields = {
        "Id": comment.id,
        "Author": comment.author,
        "Date": comment.date.isoformat(),
        "Shown": comment.shown,
        "Site": comment.site,
        "Reply-To": comment.reply_to,
        "Format": "html" if comment.format == "html" else None,
        "Edited": comment.edited.isoformat() if comment.edited else None,
        "Withdrawn": comment.withdrawn.isoformat() if comment.withdrawn else None,
    }
    present = {name: value for name, value in fields.items() if value is not None}
    return headers.dump(present, comment.text, SCHEMA)


def _date(headed: Headed, name: str) -> When | None:
    value = headed.fields.get(name)
    return when.parse(value) if value else None


def _problems(headed: Headed, where: str) -> Iterator[Problem]:
    rules: dict[str, Callable[[str], tuple[str, str] | None]] = {
        "Id": _wrong_id,
        "Reply-To": _wrong_id,
        "Date": _wrong_date,
        "Edited": _wrong_date,
        "Withdrawn": _wrong_date,
        "Format": _wrong_format,
    }
    for name, wrong in rules.items():
        if name in headed.fields and (found := wrong(headed.fields[name])):
            yield Problem(where, headed.lines[name], f"{name}: {found[0]}", found[1])


def _wrong_id(value: str) -> tuple[str, str] | None:
    return None if _ID.fullmatch(value) else (f"“{value}” cannot be an id", _ID_HINT)


def _wrong_format(value: str) -> tuple[str, str] | None:
    if value in ("text", "html"):
        return None
    return f"“{value}” is no format", "Write “html” for an imported comment; delete the line for text."


def _wrong_date(value: str) -> tuple[str, str] | None:
    try:
        date = when.parse(value)
    except ValueError as error:
        return str(error), _DATE_HINT
    return (f"“{value}” names no day", _DATE_HINT) if date.day is None else None
