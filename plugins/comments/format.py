"""Reads and writes the file of a comment: public headers, an empty line, the text exactly as typed. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.comments.model import HEADERS, Comment, CommentHeader, ParsedComment
from plugins.comments.values import BadValueError
from plugins.common import headers, when
from plugins.common.errors import Problem, SiteError
from plugins.common.headers import Headed, Schema

SCHEMA = Schema(
    tuple(header.name for header in HEADERS),
    required=frozenset(header.name for header in HEADERS if header.required),
)
_ROWS = {header.name: header for header in HEADERS}


def _line(header: CommentHeader) -> str:
    pattern = rf"{header.name}: (?P<{header.field}>{header.value.pattern})\n"
    return pattern if header.required else f"(?:{pattern})?"


_USUAL = re.compile("".join(_line(header) for header in HEADERS if header.common) + r"\n")


def parse(data: bytes, where: str) -> ParsedComment:
    """Parse one file. Raises SiteError with all its problems; `where` is the path to print in them."""
    return _parse_usual(data, where) or _parse_any(data, where)


def _parse_usual(data: bytes, where: str) -> ParsedComment | None:
    """A fast path, five times as fast, for the form in which `dump` writes nearly all files; None for any
    other file, valid or not."""
    try:
        text = data.decode()
        head = _USUAL.match(text)
        date = when.parse(head["date"]) if head else None
    except ValueError:
        return None
    if head is None or date is None or date.day is None or headers.has_control(text):
        return None
    values: dict[str, Any] = {**head.groupdict(), "date": date}
    comment = Comment(text=text[head.end() :].removesuffix("\n"), **values)
    reply_line = text.count("\n", 0, head.start("reply_to")) + 1 if comment.reply_to else 0
    return ParsedComment(comment, where, reply_line, 1)


def _parse_any(data: bytes, where: str) -> ParsedComment:
    headed = headers.parse(data, where, SCHEMA)
    try:
        comment = Comment(text=headed.body, **fields(headed.fields))
    except BadValueError:
        raise SiteError(_problems(headed, where)) from None
    return ParsedComment(comment, where, headed.lines.get("Reply-To", 0), headed.lines["Id"])


def fields(written: Mapping[str, str]) -> dict[str, Any]:
    """Header values as arguments of `Comment`. Raises BadValueError."""
    return {_ROWS[name].field: _ROWS[name].value.read(value) for name, value in written.items()}


def dump(comment: Comment) -> bytes:
    """The file of a comment; `parse` reads the same comment from it. Raises ValueError for a field that
    cannot be written."""
    return headers.dump(written(comment), comment.text, SCHEMA)


def written(comment: Comment) -> Mapping[str, str]:
    """The headers of a comment's file: values by header name, without the defaults."""
    values = ((header, getattr(comment, header.field)) for header in HEADERS)
    return {header.name: header.value.write(value) for header, value in values if value != header.default}


def _problems(headed: Headed, where: str) -> Iterator[Problem]:
    for name, value in headed.fields.items():
        try:
            _ROWS[name].value.read(value)
        except BadValueError as error:
            yield Problem(where, headed.lines[name], f"{name}: {error.what}", error.hint)
