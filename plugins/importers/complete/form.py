"""This site's own format: one JSON document, one record a line (docs/importing.md). Pure, both ways.

    {"format": "conversation", "version": 1, "records": [
    {"article": {"path": "articles/2020/un.md", "slug": "un", "text": "Title: Un\\n…"}},
    {"comment": {"article": "un", "id": "1", "author": "Zoé", "date": "2020-12-19", "text": "Bonjour."}}
    ]}

Any program reads it as JSON; because records and lines are one, an import needs no more memory than one of
them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plugins.addresses.table import Row
from plugins.comments import format as comment_format
from plugins.comments.model import MAXIMUM_BYTES, Comment
from plugins.common import when
from plugins.common.errors import SiteError

FIRST = '{"format": "conversation", "version": 1, "records": ['
LAST = "]}"
_PATH = re.compile(r"(?:articles|pages)(?:/[^/\\\x00-\x1f]+)*/[^/\\\x00-\x1f]+\.(?:md|markdown|mkd|mdown)")
_TEXTS = ("shown", "site", "reply_to")
_DATES = ("edited", "withdrawn")


class Unfit(Exception):
    """A record that cannot be taken; words for a person."""


def dump(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The document's lines, without their ends."""
    yield FIRST
    before = ""
    for record in records:
        if before:
            yield f"{before},"
        before = json.dumps(record, ensure_ascii=False)
    if before:
        yield before
    yield LAST


def of_comment(slug: str, comment: Comment) -> Mapping[str, Any]:
    """What is not said is left out."""
    said: dict[str, Any] = {"article": slug, "id": comment.id, "author": comment.author}
    said["date"] = comment.date.isoformat()
    said |= {name: value for name in _TEXTS if (value := getattr(comment, name)) is not None}
    said |= {name: value.isoformat() for name in _DATES if (value := getattr(comment, name)) is not None}
    if comment.format != "text":
        said["format"] = comment.format
    if comment.role:
        said["role"] = comment.role
    return {"comment": said | {"text": comment.text}}


def of_file(kind: str, path: str, slug: str, data: bytes) -> Mapping[str, Any]:
    """An article or a page, as its file is."""
    return {kind: {"path": path, "slug": slug, "text": data.decode()}}


def of_row(row: Row) -> Mapping[str, Any]:
    """A line of the table of old addresses."""
    return {"address": {"old": row.old.spelt, "new": row.new, "system": row.system, "id": row.id}}


def comment(said: Mapping[str, Any]) -> Comment:
    """The comment that a record says; raises Unfit where a build would stop at it."""
    try:
        found = Comment(
            id=_text(said, "id"),
            author=_text(said, "author"),
            date=when.parse(_text(said, "date")),
            text=_text(said, "text"),
            format="html" if said.get("format") == "html" else "text",
            shown=_text(said, "shown") if "shown" in said else None,
            site=_text(said, "site") if "site" in said else None,
            reply_to=_text(said, "reply_to") if "reply_to" in said else None,
            edited=when.parse(_text(said, "edited")) if "edited" in said else None,
            withdrawn=when.parse(_text(said, "withdrawn")) if "withdrawn" in said else None,
            role="author" if said.get("role") == "author" else None,
        )
        data = comment_format.dump(found)
        comment_format.parse(data, "-")
    except SiteError as error:
        raise Unfit(error.problems[0].what) from None
    except ValueError as error:
        raise Unfit(str(error)) from None
    if len(data) > MAXIMUM_BYTES:
        raise Unfit(f"{len(data):,} bytes; a comment has at most {MAXIMUM_BYTES:,}")
    return found


def path(said: Mapping[str, Any]) -> str:
    """Where the file of an article or a page goes, below `content/`; raises Unfit."""
    found = _text(said, "path")
    if not _PATH.fullmatch(found) or any(part.startswith(".") for part in found.split("/")):
        raise Unfit(f"“{found[:80]}” is no path of an article or a page")
    return found


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str):
        raise Unfit(f"“{name}” is not text")
    return value
