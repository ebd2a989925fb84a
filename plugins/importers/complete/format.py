"""This site's own format: one JSON document, one record a line (docs/importing.md). Pure, both ways.

    {"format": "conversation", "version": 1, "records": [
    {"article": {"path": "articles/2020/un.md", "slug": "un", "text": "Title: Un\\n…"}},
    {"comment": {"article": "un", "id": "1", "author": "Zoé", "date": "2020-12-19", "text": "Bonjour."}}
    ]}

Any program reads it as JSON; since each record stands on a line of its own, an import needs no more memory
than one of them.
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
    """A record that cannot be imported. The message is for the user."""


def dump(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The lines of the document, without line ends."""
    yield FIRST
    line = ""
    for record in records:
        if line:
            yield f"{line},"
        line = json.dumps(record, ensure_ascii=False)
    if line:
        yield line
    yield LAST


def of_comment(slug: str, comment: Comment) -> Mapping[str, Any]:
    """The record of a comment; headers that it does not have are left out."""
    written = comment_format.written(comment)
    fields = {header.field: written[header.name] for header in HEADERS if header.name in written}
    return {"comment": {"article": slug, **fields, "text": comment.text}}


def of_file(kind: str, path: str, slug: str, data: bytes) -> Mapping[str, Any]:
    """The record of an article or a page: its file as it is."""
    return {kind: {"path": path, "slug": slug, "text": data.decode()}}


def of_row(row: AddressRow) -> Mapping[str, Any]:
    """The record of a row of the table of old addresses."""
    return {"address": {"old": row.old.spelt, "new": row.new, "system": row.system, "id": row.id}}


def comment(fields: Mapping[str, Any]) -> Comment:
    """The comment of a record. Raises InvalidRecord if a build would refuse it."""
    given = {header.name: _text(fields, header.field) for header in HEADERS if header.field in fields}
    try:
        data = headers.dump(given, _text(fields, "text"), comment_format.SCHEMA)
        parsed = comment_format.parse(data, "-").comment
    except SiteError as error:
        raise InvalidRecord(error.problems[0].what) from None
    except ValueError as error:
        raise InvalidRecord(str(error)) from None
    if len(data) > MAXIMUM_BYTES:
        raise InvalidRecord(f"{len(data):,} bytes; a comment has at most {MAXIMUM_BYTES:,}")
    return parsed


def path(fields: Mapping[str, Any]) -> str:
    """The path of the file of an article or a page, below `content/`. Raises InvalidRecord."""
    value = _text(fields, "path")
    if not _PATH.fullmatch(value) or any(part.startswith(".") for part in value.split("/")):
        raise InvalidRecord(f"“{value[:80]}” is not the path of an article or a page")
    return value


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise InvalidRecord(f"“{name}” is not text")
    return value
