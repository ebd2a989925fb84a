"""Remark42's backup: a line that says its version, then a comment a line."""

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
    """All comments. `lines` gives the backup from its beginning, each time it is called."""
    return records(lambda: _comments(lines(), where, clock.zone), index)


def _comments(lines: Iterable[bytes], where: str, zone: tzinfo) -> Iterator[ServiceComment]:
    found = False
    for number, line in enumerate(lines, 1):
        said = _parsed(line)
        if number == 1:
            if said is None or said.get("version") != 1:
                raise ImportRefused(where, 1, "is not a backup of Remark42 of version 1", _HINT)
            found = True
        elif line.strip():
            yield _comment(said, number, zone)
    if not found:
        raise ImportRefused(where, 1, "is not a backup of Remark42 of version 1", _HINT)


def _parsed(line: bytes) -> Mapping[str, Any] | None:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _comment(said: Mapping[str, Any] | None, number: int, zone: tzinfo) -> ServiceComment:
    if said is None:
        return ServiceComment(
            Source(RecordKind.COMMENT, "", number), "", None, refused="is not a line of JSON"
        )
    source = Source(RecordKind.COMMENT, _text(said, "id")[:80], number)
    page, date = _text(_within(said, "locator"), "url"), dates.of_iso(_text(said, "time"), zone)
    if date is None:
        return ServiceComment(source, page, None, refused="without a date")
    raw = RawComment(
        author=_text(_within(said, "user"), "name"),
        html=_text(said, "text"),
        date=date,
        reply_to=_text(said, "pid") or None,
        edited=dates.of_iso(_text(_within(said, "edit"), "time"), zone),
    )
    return ServiceComment(source, page, raw, deleted=said.get("delete") is True)


def _within(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = said.get(name)
    return value if isinstance(value, dict) else {}


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""
