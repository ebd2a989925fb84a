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

from plugins.addresses.table import AddressRow
from plugins.comments import format as comment_format
from plugins.comments.model import HEADERS, MAXIMUM_BYTES, Comment
from plugins.common import headers
from plugins.common.errors import SiteError

FIRST = '{"format": "conversation", "version": 1, "records": ['
LAST = "]}"
_PATH = re.compile(r"(?:articles|pages)(?:/[^/\\\x00-\x1f]+)*/[^/\\\x00-\x1f]+\.(?:md|markdown|mkd|mdown)")


class InvalidRecord(Exception):
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
    """What a comment does not have is left out."""
    written = comment_format.written(comment)
    fields = {header.field: written[header.name] for header in HEADERS if header.name in written}
    return {"comment": {"article": slug, **fields, "text": comment.text}}


def of_file(kind: str, path: str, slug: str, data: bytes) -> Mapping[str, Any]:
    """An article or a page, as its file is."""
    return {kind: {"path": path, "slug": slug, "text": data.decode()}}


def of_row(row: AddressRow) -> Mapping[str, Any]:
    """A line of the table of old addresses."""
    return {"address": {"old": row.old.spelt, "new": row.new, "system": row.system, "id": row.id}}


def comment(fields: Mapping[str, Any]) -> Comment:
    """The comment that a record says; raises InvalidRecord where a build would stop at it."""
    given = {header.name: _text(fields, header.field) for header in HEADERS if header.field in fields}
    try:
        data = headers.dump(given, _text(fields, "text"), comment_format.SCHEMA)
        found = comment_format.parse(data, "-").comment
    except SiteError as error:
        raise InvalidRecord(error.problems[0].what) from None
    except ValueError as error:
        raise InvalidRecord(str(error)) from None
    if len(data) > MAXIMUM_BYTES:
        raise InvalidRecord(f"{len(data):,} bytes; a comment has at most {MAXIMUM_BYTES:,}")
    return found


def path(fields: Mapping[str, Any]) -> str:
    """Where the file of an article or a page goes, below `content/`; raises InvalidRecord."""
    found = _text(fields, "path")
    if not _PATH.fullmatch(found) or any(part.startswith(".") for part in found.split("/")):
        raise InvalidRecord(f"“{found[:80]}” is not the path of an article or a page")
    return found


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise InvalidRecord(f"“{name}” is not text")
    return value
