"""Reads a backup of Remark42: a line with its version, then one comment per line."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import Any

from plugins.importers import dates
from plugins.importers.article_index import ArticleIndex
from plugins.importers.dates import Clock
from plugins.importers.raw_comment import RawComment
from plugins.importers.record import ImportRefused, Record, RecordKind, Source
from plugins.importers.services import ServiceComment, records

MAXIMUM_LINE = 4 * 1024**2
_HINT = 'A backup of Remark42 begins with a line like {"version":1,…}. Is FROM= right?'
Lines = Callable[[], Iterable[bytes]]


def read(lines: Lines, where: str, index: ArticleIndex, clock: Clock) -> Iterator[Record]:
    """All comments. `lines` opens the backup anew each time it is called."""
    return records(lambda: _comments(lines(), where, clock.zone), index)


def _comments(lines: Iterable[bytes], where: str, zone: tzinfo) -> Iterator[ServiceComment]:
    has_version = False
    for number, line in enumerate(lines, 1):
        fields = _parsed(line)
        if number == 1:
            if fields is None or fields.get("version") != 1:
                raise ImportRefused(where, 1, "is not a backup of Remark42 of version 1", _HINT)
            has_version = True
        elif line.strip():
            yield _comment(fields, number, zone)
    if not has_version:
        raise ImportRefused(where, 1, "is not a backup of Remark42 of version 1", _HINT)


def _parsed(line: bytes) -> Mapping[str, Any] | None:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) else None


def _comment(fields: Mapping[str, Any] | None, number: int, zone: tzinfo) -> ServiceComment:
    if fields is None:
        return ServiceComment(
            Source(RecordKind.COMMENT, "", number), "", None, refused="is not a line of JSON"
        )
    source = Source(RecordKind.COMMENT, _text(fields, "id")[:80], number)
    page, date = _text(_table(fields, "locator"), "url"), dates.of_iso(_text(fields, "time"), zone)
    if date is None:
        return ServiceComment(source, page, None, refused="without a date")
    raw = RawComment(
        author=_text(_table(fields, "user"), "name"),
        html=_text(fields, "text"),
        date=date,
        reply_to=_text(fields, "pid") or None,
        edited=dates.of_iso(_text(_table(fields, "edit"), "time"), zone),
    )
    return ServiceComment(source, page, raw, deleted=fields.get("delete") is True)


def _table(fields: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
