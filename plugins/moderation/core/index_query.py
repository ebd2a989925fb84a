"""A filter, an order and a cursor, as SQLite is asked. Pure; no word of a filter becomes a part of the
SQL."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from plugins.moderation.core.filters import Filter
from plugins.moderation.core.index_file import host_key
from plugins.moderation.core.listed import DeskList, folded


class Order(StrEnum):
    """The order of a list, by receipt."""

    OLDEST = "oldest"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class SqlPart:
    """A condition, or a selection of rows, and its values."""

    sql: str
    values: tuple[Any, ...]


def _host_and_below(host: str) -> tuple[str, str]:
    """From where they begin to where they end."""
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
"""Where a crash, or a moment, left two files of one submission, only the true one counts."""
FOUND = "found"
"""A table of the keys that `keys` selects, once for all that is asked by one filter."""


def condition(filter: Filter) -> SqlPart:
    given = list(_given(filter))
    found = [f"key IN {FOUND}"] if keys(filter) else []
    return SqlPart(
        " AND ".join([CURRENT, *found, *(sql for sql, _ in given)]),
        tuple(v for _, values in given for v in values),
    )


def keys(filter: Filter) -> SqlPart | None:
    """Of the rows that words and hosts lead to; None where it asks for neither."""
    found: list[tuple[str, tuple[str, ...]]] = []
    if filter.words:
        found.append(("SELECT rowid FROM words WHERE words MATCH ?", (_match(filter.words),)))
    if filter.host is not None:
        found.append(("SELECT key FROM hosts WHERE host >= ? AND host < ?", _host_and_below(filter.host)))
    selections, values = [sql for sql, _ in found], tuple(v for _, values in found for v in values)
    return SqlPart(" INTERSECT ".join(selections), values) if found else None


def _given(filter: Filter) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name, (sql, values) in _SQL.items():
        if (value := getattr(filter, name)) is not None:
            yield sql, values(value)


def _match(words: tuple[str, ...]) -> str:
    """A query of FTS5: the tokens of each word in a row, the last of them as a beginning. `folded` leaves
    letters and figures only, so nothing in it means anything to FTS5."""
    return " AND ".join(f'"{folded(word).strip()}" *' for word in words)


def within(part: SqlPart, state: DeskList) -> SqlPart:
    return SqlPart(f"state = ? AND {part.sql}", (str(state), *part.values))


def in_queue(part: SqlPart) -> SqlPart:
    return SqlPart(f"state <> ? AND {part.sql}", (str(DeskList.PUBLISHED), *part.values))


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position in a list, which stays where it is while comments come and go around it."""

    moment: int
    id: str
    article: str

    def __str__(self) -> str:
        return f"{self.moment}.{self.id}.{self.article}"


def cursor(text: str) -> Cursor | None:
    """None if the text is not a valid cursor: the list then begins at its beginning."""
    moment, _, rest = text.partition(".")
    identifier, _, article = rest.partition(".")
    negative = moment.startswith("-")
    is_number = moment.isascii() and moment[negative:].isdigit() and len(moment) < 19
    return Cursor(int(moment), identifier, article) if is_number else None


def beyond(part: SqlPart, cursor: Cursor, forwards: bool) -> SqlPart:
    """What comes after a cursor, in the order of time or against it."""
    sign = ">" if forwards else "<"
    return SqlPart(
        f"{part.sql} AND (moment, id, article) {sign} (?, ?, ?)",
        (*part.values, cursor.moment, cursor.id, cursor.article),
    )


def ordered(forwards: bool) -> str:
    way = "ASC" if forwards else "DESC"
    return f"ORDER BY moment {way}, id {way}, article {way}"
