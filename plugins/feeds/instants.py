"""The full moments that feeds demand (RFC 4287 §3.3) of dates that may be less than that. Pure.

What is not known stands as the first moment of what is. Fractions of a second, which nobody takes for an
hour, keep the order for readers that sort by time; and no two entries of a feed share a moment, of which
validators warn.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from plugins.common.when import When


def stand_in(date: When, zone: tzinfo, place: int = 0) -> datetime:
    """The moment itself, or the first one that `date` can mean and `place` milliseconds."""
    return date.moment or date.earliest(zone) + timedelta(milliseconds=place)


def shifts(stamps: Sequence[int]) -> list[int]:
    """By how much each stamp, newest entry first, must be moved to have a moment of its own; the oldest keeps
    its own."""
    if len(set(stamps)) == len(stamps):
        return [0] * len(stamps)
    taken: set[int] = set()
    moved = []
    for own in reversed(stamps):
        free = own
        while free in taken:
            free += 1
        taken.add(free)
        moved.append(free - own)
    return moved[::-1]
