"""The full moments that feeds demand (RFC 4287 §3.3) of dates that may be less than that. Pure.

What is not known stands as the first moment of what is. Fractions of a second, which nobody takes for an
hour, keep the order for readers that sort by time; and no two entries of a feed share a moment, of which
validators warn.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from plugins.common.when import When
from plugins.feeds.model import Item

_STEP = timedelta(microseconds=1)


def stand_in(date: When, zone: tzinfo, place: int = 0) -> datetime:
    """The moment itself, or the first one that `date` can mean and `place` milliseconds."""
    return date.moment or date.earliest(zone) + timedelta(milliseconds=place)


def distinct(items: Sequence[Item]) -> list[Item]:
    """The same items, newest first, each updated at a moment of its own; the oldest keeps its own."""
    taken: set[datetime] = set()
    return [_moved(item, taken) for item in reversed(items)][::-1]


def _moved(item: Item, taken: set[datetime]) -> Item:
    moment = item.updated
    while moment in taken:
        moment += _STEP
    taken.add(moment)
    return item if moment == item.updated else replace(item, updated=moment)
