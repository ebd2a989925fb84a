"""Translates a filter, an order and a cursor into SQL. Pure. What a moderator typed is only ever a parameter,
never a part of the SQL."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from plugins.moderation.core.filters import Filter
from plugins.moderation.core.index_file import host_key
from plugins.moderation.core.listed import DeskList, folded


class Order(StrEnum):
    """The order of a list, by date of receipt."""

    OLDEST = "oldest"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class SqlPart:
    """A condition or a SELECT, with its parameters."""

    sql: str
    values: tuple[Any, ...]


def _host_and_below(host: str) -> tuple[str, str]:
    """The range of keys of a host and its subdomains."""
    begins = host_key(host)
    return begins, f"{begins}\U0010ffff"


_SQL: Mapping[str, tuple[str, Callable[[Any], tuple[Any, ...]]]] = {
    "article": ("article = ?", lambda slug: (slug,)),
    "author": ("instr(author_folded, ?)", lambda name: (folded(name),)),
    "email": ("instr(email_folded, ?)", lambda part: (part,)),
    "reason": ("instr(rules, ?)", lambda rule: (f"\n{rule}\n",)),
    "since": ("day >= ?", lambda day: (day.isoformat(),)),
    "until": ("day <= ?", lambda day: (day.isoformat(),)),
    "state": ("state = ?", lambda state: (str(state),)),
}
CURRENT = "NOT superseded"
"""If a crash left two files of one submission, only the one with the higher revision counts."""
FOUND = "found"
"""A temporary table with the result of `keys`, made once for all queries with one filter."""


def condition(filter: Filter) -> SqlPart:
    """The WHERE condition of a filter."""
    conditions = list(_conditions(filter))
    by_key = [f"key IN {FOUND}"] if keys(filter) else []
    return SqlPart(
        " AND ".join([CURRENT, *by_key, *(sql for sql, _ in conditions)]),
        tuple(v for _, values in conditions for v in values),
    )


def keys(filter: Filter) -> SqlPart | None:
    """A SELECT of the rows that match the words and the host of a filter; None if it has neither."""
    parts: list[tuple[str, tuple[str, ...]]] = []
    if filter.words:
        parts.append(("SELECT rowid FROM words WHERE words MATCH ?", (_match(filter.words),)))
    if filter.host is not None:
        parts.append(("SELECT key FROM hosts WHERE host >= ? AND host < ?", _host_and_below(filter.host)))
    selections, values = [sql for sql, _ in parts], tuple(v for _, values in parts for v in values)
    return SqlPart(" INTERSECT ".join(selections), values) if parts else None


def _conditions(filter: Filter) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name, (sql, values) in _SQL.items():
        if (value := getattr(filter, name)) is not None:
            yield sql, values(value)


def _match(words: tuple[str, ...]) -> str:
    """An FTS5 query: for each word its tokens in a row, the last one as a prefix. `folded` leaves letters and
    digits only, so the query contains no operators of FTS5."""
    return " AND ".join(f'"{folded(word).strip()}" *' for word in words)


def within(part: SqlPart, state: DeskList) -> SqlPart:
    return SqlPart(f"state = ? AND {part.sql}", (str(state), *part.values))


def in_queue(part: SqlPart) -> SqlPart:
    return SqlPart(f"state <> ? AND {part.sql}", (str(DeskList.PUBLISHED), *part.values))


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position in a list that stays valid while comments are added and removed."""

    moment: int
    id: str
    article: str

    def __str__(self) -> str:
        return f"{self.moment}.{self.id}.{self.article}"


def cursor(text: str) -> Cursor | None:
    """Parse a cursor; None if it is invalid, and the list then starts at its beginning."""
    moment, _, rest = text.partition(".")
    identifier, _, article = rest.partition(".")
    negative = moment.startswith("-")
    is_number = moment.isascii() and moment[negative:].isdigit() and len(moment) < 19
    return Cursor(int(moment), identifier, article) if is_number else None


def beyond(part: SqlPart, cursor: Cursor, forwards: bool) -> SqlPart:
    """Restrict to what follows a cursor, forwards or backwards in time."""
    sign = ">" if forwards else "<"
    return SqlPart(
        f"{part.sql} AND (moment, id, article) {sign} (?, ?, ?)",
        (*part.values, cursor.moment, cursor.id, cursor.article),
    )


def ordered(forwards: bool) -> str:
    way = "ASC" if forwards else "DESC"
    return f"ORDER BY moment {way}, id {way}, article {way}"
