"""Assigns numbers to ids, for systems whose ids are numbers. A numeric id is kept, others get the following
numbers. Pure."""

import re
from collections.abc import Hashable, Iterable
from typing import TypeVar

_NUMBER = re.compile("[1-9][0-9]{0,14}")
Key = TypeVar("Key", bound=Hashable)


def numbers(wanted: Iterable[tuple[Key, str]]) -> dict[Key, int]:
    """A number for each key, by its id here. If two articles each have a comment 1, the first one keeps
    it."""
    assigned: dict[Key, int] = {}
    taken: set[int] = set()
    later: list[Key] = []
    for key, identifier in wanted:
        number = int(identifier) if _NUMBER.fullmatch(identifier) else 0
        if number and number not in taken:
            taken.add(number)
            assigned[key] = number
        else:
            later.append(key)
    start = max(taken, default=0) + 1
    return assigned | {key: start + count for count, key in enumerate(later)}
