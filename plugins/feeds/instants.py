"""Makes the full moments that feeds require (RFC 4287 §3.3) of dates that may be less precise. Pure.

An imprecise date becomes the first moment that it can mean. Fractions of a second keep the order for feed
readers that sort by time, and make the moments of a feed's entries unique, because validators warn of equal
ones.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from plugins.common.when import When


def stand_in(date: When, zone: tzinfo, number: int = 0) -> datetime:
    """The moment of `date`, or else the first moment that it can mean plus `number` milliseconds."""
    return date.moment or date.earliest(zone) + timedelta(milliseconds=number)


def shifts(stamps: Sequence[int]) -> list[int]:
    """The number to add to each stamp, newest first, to make all stamps different. Of equal stamps, the last
    one in the list is not changed."""
    if len(set(stamps)) == len(stamps):
        return [0] * len(stamps)
    taken: set[int] = set()
    moved = []
    for stamp in reversed(stamps):
        free = stamp
        while free in taken:
            free += 1
        taken.add(free)
        moved.append(free - stamp)
    return moved[::-1]
