"""Queries to the index other than lists: for retention, the ledger, the statistics and the intake."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from plugins.common.when import microseconds
from plugins.moderation.core.index_query import CURRENT
from plugins.moderation.core.ledger import Case, CaseGroup, CaseOutcome, outcome_of
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.states import State

_PUBLISHED = str(DeskList.PUBLISHED)
Named = tuple[State, str]


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts. `months`: by month of receipt (`2026-11`) and list. `reasons`: in the queue, by rule.
    `articles`: published comments that were not withdrawn, most first."""

    months: Mapping[tuple[str, DeskList], int]
    reasons: Mapping[str, int]
    articles: tuple[tuple[str, int], ...]


def touched_before(
    opened: sqlite3.Connection, now: datetime, undo: timedelta, keep: timedelta
) -> list[Named]:
    """The submissions that retention has to check; it reads the details from their files."""
    sql = """SELECT state, id FROM items WHERE state = ? AND touched <= ?
        UNION SELECT state, id FROM items WHERE state IN (?, ?)
        AND (touched <= ? OR (touched <= ? AND private)) ORDER BY state, id"""
    before_undo, before_keep = microseconds(now - undo), microseconds(now - keep)
    refused = (str(State.REJECTED), str(State.SPAM))
    rows = opened.execute(sql, (str(State.APPROVED), before_undo, *refused, before_keep, before_undo))
    return [(State(state), identifier) for state, identifier in rows]


def unfinished(opened: sqlite3.Connection) -> set[str]:
    """Ids of which a crash may have left two files, or an edit that was not published."""
    sql = "SELECT id FROM items WHERE superseded OR (state = ? AND corrected)"
    return {identifier for (identifier,) in opened.execute(sql, (str(State.APPROVED),))}


_COUNTS = f"source NOT IN ('import', 'desk') AND {CURRENT}"


def published_cases(opened: sqlite3.Connection) -> list[Case]:
    """The cases whose private file is still in the queue and whose comment is published."""
    sql = f"SELECT id, received, decided FROM items WHERE state = ? AND {_COUNTS}"
    rows = opened.execute(sql, (str(State.APPROVED),)).fetchall()
    read = datetime.fromisoformat
    return [Case(i, read(r), CaseOutcome.PUBLISHED, d and read(d)) for i, r, d in rows]


def other_cases(opened: sqlite3.Connection) -> list[CaseGroup]:
    """All other cases in the queue, as counts: waiting and refused ones."""
    sql = f"""SELECT count(*), state, decided IS NOT NULL, max(substr(received, 1, 10)),
        max(substr(coalesce(decided, received), 1, 10)) FROM items WHERE state NOT IN (?, ?) AND {_COUNTS}
        GROUP BY state, 3, substr(received, 1, 7), substr(coalesce(decided, received), 1, 7)"""
    rows = opened.execute(sql, (_PUBLISHED, str(State.APPROVED))).fetchall()
    return [CaseGroup(n, outcome_of(State(s), bool(d)), r, resolved) for n, s, d, r, resolved in rows]


def held(opened: sqlite3.Connection, identifiers: Iterable[str]) -> set[str]:
    """Which of these ids are in the queue."""
    sql = "SELECT id FROM items WHERE state <> ? AND id IN (SELECT value FROM json_each(?))"
    rows = opened.execute(sql, (_PUBLISHED, json.dumps(list(identifiers))))
    return {identifier for (identifier,) in rows}


def has_text(opened: sqlite3.Connection, fingerprint: str) -> bool:
    """Whether a text with this fingerprint is in the queue."""
    sql = "SELECT 1 FROM items WHERE fingerprint = ? AND state <> ? LIMIT 1"
    return opened.execute(sql, (fingerprint, _PUBLISHED)).fetchone() is not None


def active_articles(opened: sqlite3.Connection) -> set[str]:
    """Articles with a comment that waits or was approved recently."""
    sql = "SELECT DISTINCT article FROM items WHERE state IN (?, ?)"
    return {slug for (slug,) in opened.execute(sql, (str(State.PENDING), str(State.APPROVED)))}


def oldest(opened: sqlite3.Connection) -> datetime | None:
    """The receipt of the submission that has waited longest."""
    sql = f"SELECT received FROM items WHERE state = ? AND {CURRENT} ORDER BY moment LIMIT 1"
    row = opened.execute(sql, (str(State.PENDING),)).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def tallies(opened: sqlite3.Connection, articles: int = 10) -> Tallies:
    by_month = f"SELECT substr(day, 1, 7), state, count(*) FROM items WHERE {CURRENT} GROUP BY 1, 2"
    by_rules = f"SELECT rules, count(*) FROM items WHERE {CURRENT} AND rules <> '' GROUP BY 1"
    by_article = """SELECT article, count(*) FROM items WHERE state = ? AND NOT withdrawn
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"""
    reasons: dict[str, int] = {}
    for rules, count in opened.execute(by_rules):
        for rule in filter(None, set(rules.split("\n"))):
            reasons[rule] = reasons.get(rule, 0) + count
    return Tallies(
        {(month, DeskList(state)): count for month, state, count in opened.execute(by_month)},
        dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        tuple(opened.execute(by_article, (_PUBLISHED, articles)).fetchall()),
    )


def forget(opened: sqlite3.Connection) -> None:
    """Remove deleted rows from the index's files. In spite of `secure_delete`, FTS5 keeps words until it
    merges its segments, pages keep what was moved to others, and the WAL keeps what was overwritten."""
    opened.execute("INSERT INTO words (words) VALUES ('optimize')")
    opened.execute("VACUUM")
    opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
