"""Turns an article's comments into a thread: their order, their numbers, and which comment answers which.
Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import NamedTuple

from plugins.comments.model import Comment, ParsedComment
from plugins.common.errors import Problem
from plugins.common.when import When

_EARLIEST = datetime.min.replace(tzinfo=UTC)
_NO_DAY = 0, 0, 0
_Day = tuple[int, int, int]


class ThreadEntry(NamedTuple):
    """A comment with its number. `parent` is the number of the comment it answers. An `orphan` answers a
    comment that is not in the archive; it is published all the same, and the page says so."""

    number: int
    comment: Comment
    parent: int | None = None
    orphan: bool = False


def arrange(filed: Sequence[ParsedComment]) -> tuple[ThreadEntry, ...]:
    """Sort the comments, number them from 1, and resolve what each one answers."""
    ordered = in_order(item.comment for item in filed)
    replies = [comment for comment in ordered if comment.reply_to]
    if not replies:
        return tuple(map(ThreadEntry, count(1), ordered))
    numbers = {comment.id: number for number, comment in enumerate(ordered, 1)}
    return tuple(_entry(number, comment, numbers) for number, comment in enumerate(ordered, 1))


def in_order(comments: Iterable[Comment]) -> list[Comment]:
    """Sort by moment if every comment has one, otherwise by day; within a day by moment if every comment of
    that day has one, otherwise by id.

    The captured page's hours contradict its numbering (a 12-hour clock without AM or PM), so an hour that is
    not known for all must not decide for any.
    """
    unsorted = list(comments)
    if len(unsorted) < 2:
        return unsorted
    timeless = {_day(comment.date) for comment in unsorted if comment.date.moment is None}
    return sorted(unsorted, key=lambda comment: _sort_key(comment, timeless))


def _sort_key(comment: Comment, timeless: set[_Day]) -> tuple[_Day, datetime, tuple[int, int, str]]:
    day, moment = _day(comment.date), comment.date.moment
    if moment is None or day in timeless:
        return day, _EARLIEST, natural(comment.id)
    return day if timeless else _NO_DAY, moment, natural(comment.id)


def _day(date: When) -> _Day:
    return date.year, date.month or 0, date.day or 0


def natural(identifier: str) -> tuple[int, int, str]:
    """A sort key for ids. Old systems used numbers: 9 comes before 10, and numbers come before other ids."""
    numeric = identifier.isdecimal() and identifier.isascii()
    return (0, int(identifier), "") if numeric else (1, 0, identifier)


def _entry(number: int, comment: Comment, numbers: Mapping[str, int]) -> ThreadEntry:
    if comment.reply_to is None:
        return ThreadEntry(number, comment)
    parent = numbers.get(comment.reply_to)
    return ThreadEntry(number, comment, parent, orphan=parent is None)


def problems(filed: Sequence[ParsedComment]) -> list[Problem]:
    """Ids that are used twice, and cycles of replies; linear in the number of comments."""
    by_id = {item.comment.id: item for item in filed}
    repeated = _repeated(filed) if len(by_id) < len(filed) else []
    return repeated + _cycles({name: item for name, item in by_id.items() if item.comment.reply_to})


def _repeated(filed: Sequence[ParsedComment]) -> list[Problem]:
    first_uses: dict[str, ParsedComment] = {}
    repeated = []
    for item in sorted(filed, key=lambda item: item.where):
        first = first_uses.setdefault(item.comment.id, item)
        if first is not item:
            hint = f"Give one of them another id; the first is in {first.where}."
            repeated.append(Problem(item.where, item.id_line, f"Id “{item.comment.id}” is used twice", hint))
    return repeated


def _cycles(by_id: Mapping[str, ParsedComment]) -> list[Problem]:
    cycles: list[Problem] = []
    done: set[str] = set()
    for start in by_id:
        chain: dict[str, None] = {}
        current: str | None = start
        while current is not None and current in by_id and not (current in done or current in chain):
            chain[current] = None
            current = by_id[current].comment.reply_to
        if current is not None and current in chain:
            ring = list(chain)
            cycles.append(_cycle(ring[ring.index(current) :], by_id))
        done.update(chain)
    return cycles


def _cycle(ring: list[str], by_id: Mapping[str, ParsedComment]) -> Problem:
    first = min(ring, key=natural)
    turned = ring[ring.index(first) :] + ring[: ring.index(first)]
    item = by_id[first]
    what = f"replies go round in a circle: {' → '.join([*turned, first])}"
    return Problem(item.where, item.reply_line, what, "Delete one of these Reply-To lines.")
