"""Numbers for the other systems, which count: an id that is one stays it, others are counted on from there.
Pure."""

import re
from collections.abc import Hashable, Iterable
from typing import TypeVar

_NUMBER = re.compile("[1-9][0-9]{0,14}")
Key = TypeVar("Key", bound=Hashable)


def numbers(wanted: Iterable[tuple[Key, str]]) -> dict[Key, int]:
    """A number for each key, from the id that it has here. Two articles may each have a comment 1: the first
    keeps it."""
    given: dict[Key, int] = {}
    taken: set[int] = set()
    later: list[Key] = []
    for key, identifier in wanted:
        number = int(identifier) if _NUMBER.fullmatch(identifier) else 0
        if number and number not in taken:
            taken.add(number)
            given[key] = number
        else:
            later.append(key)
    start = max(taken, default=0) + 1
    return given | {key: start + count for count, key in enumerate(later)}
