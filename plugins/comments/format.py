"""A comment as a file: public headers, an empty line, the text exactly as typed. Pure, both ways."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from plugins.comments.model import Comment, ParsedComment
from plugins.common import headers, when
from plugins.common.errors import Problem, SiteError
from plugins.common.headers import Headed, Schema
from plugins.common.when import When

SCHEMA = Schema(
    ("Id", "Author", "Date", "Shown", "Site", "Reply-To", "Format", "Edited", "Withdrawn", "Role"),
    required=frozenset({"Id", "Author", "Date"}),
)
_IDENTIFIER = r"[A-Za-z0-9][A-Za-z0-9-]{0,63}"
_ID = re.compile(_IDENTIFIER)
_USUAL = re.compile(
    rf"Id: ({_IDENTIFIER})\nAuthor: (\S(?:.*\S)?)\nDate: (\S+)\n"
    rf"(?:Shown: (\S(?:.*\S)?)\n)?(?:Site: (\S(?:.*\S)?)\n)?(?:Reply-To: ({_IDENTIFIER})\n)?\n"
)
_DATE_HINT = "Write a day, 2020-12-19, or a moment with its offset, 2020-12-19T14:05:00+01:00."
_ID_HINT = "Use 1 to 64 letters, digits and hyphens; the address #c… is made of it."


class _BadValueError(ValueError):
    """A value that a header may not have: what is wrong with it, and what to do."""

    def __init__(self, what: str, hint: str) -> None:
        self.what, self.hint = what, hint


def parse(data: bytes, where: str) -> ParsedComment:
    """Read one file. Raises SiteError with all its problems; `where` is the path to print in them."""
    return _usual(data, where) or _any(data, where)


def _usual(data: bytes, where: str) -> ParsedComment | None:
    """A file as `dump` writes nearly all, in a third of the time; None for any other, right or wrong."""
    try:
        text = data.decode()
        head = _USUAL.match(text)
        date = when.parse(head[3]) if head else None
    except ValueError:
        return None
    if head is None or date is None or date.day is None or headers.has_control(text):
        return None
    identifier, author, _, shown, site, reply_to = head.groups()
    comment = Comment(identifier, author, date, text[head.end() :].removesuffix("\n"), shown, site, reply_to)
    return ParsedComment(comment, where, text.count("\n", 0, head.start(6)) + 1 if reply_to else 0, 1)


def _any(data: bytes, where: str) -> ParsedComment:
    headed = headers.parse(data, where, SCHEMA)
    try:
        comment = _comment(headed.fields, headed.body)
    except _BadValueError:
        raise SiteError(_problems(headed, where)) from None
    return ParsedComment(comment, where, headed.lines.get("Reply-To", 0), headed.lines["Id"])


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
        "Role": comment.role,
    }
    present = {name: value for name, value in fields.items() if value is not None}
    return headers.dump(present, comment.text, SCHEMA)


def _comment(fields: Mapping[str, str], body: str) -> Comment:
    field = fields.get
    return Comment(
        id=_id(fields["Id"]),
        author=fields["Author"],
        date=_day(fields["Date"]),
        text=body,
        shown=field("Shown"),
        site=field("Site"),
        reply_to=_id(value) if (value := field("Reply-To")) else None,
        format=_format(value) if (value := field("Format")) else "text",
        edited=_day(value) if (value := field("Edited")) else None,
        withdrawn=_day(value) if (value := field("Withdrawn")) else None,
        role=_role(value) if (value := field("Role")) else None,
    )


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise _BadValueError(f"“{value}” cannot be an id", _ID_HINT)
    return value


def _format(value: str) -> Literal["text", "html"]:
    if value not in ("text", "html"):
        hint = "Write “html” for an imported comment; delete the line for text."
        raise _BadValueError(f"“{value}” is no format", hint)
    return "html" if value == "html" else "text"


def _role(value: str) -> Literal["author"]:
    if value != "author":
        hint = "Write “author” for a comment of whoever writes here; delete the line for anybody else."
        raise _BadValueError(f"“{value}” is no role", hint)
    return "author"


def _day(value: str) -> When:
    try:
        date = when.parse(value)
    except ValueError as error:
        raise _BadValueError(str(error), _DATE_HINT) from None
    if date.day is None:
        raise _BadValueError(f"“{value}” names no day", _DATE_HINT)
    return date


_RULES: Mapping[str, Callable[[str], object]] = {
    "Id": _id, "Reply-To": _id, "Date": _day, "Edited": _day, "Withdrawn": _day, "Format": _format,
    "Role": _role,
}  # fmt: skip


def _problems(headed: Headed, where: str) -> Iterator[Problem]:
    for name, rule in _RULES.items():
        if name in headed.fields:
            try:
                rule(headed.fields[name])
            except _BadValueError as wrong:
                yield Problem(where, headed.lines[name], f"{name}: {wrong.what}", wrong.hint)
