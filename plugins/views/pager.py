"""Page numbers: first, last, and two on each side of the present one. Pure."""

from collections.abc import Sequence
from typing import TypeVar

from plugins.views.model import Numbered, Pagination

T = TypeVar("T")
_AROUND = 2


def paginate(number: int, items: Sequence[T], urls: Sequence[str]) -> Pagination[T]:
    """Page `number` (from 1) of as many as there are `urls`; `items` are those of this page."""
    last = len(urls)
    return Pagination(
        number=number,
        num_pages=last,
        object_list=tuple(items),
        previous_url=urls[number - 2] if number > 1 else None,
        next_url=urls[number] if number < last else None,
        pages=tuple(_numbers(number, urls)),
    )


def _numbers(present: int, urls: Sequence[str]) -> list[Numbered]:
    wanted = sorted({1, len(urls), *range(max(1, present - _AROUND), min(len(urls), present + _AROUND) + 1)})
    row: list[Numbered] = []
    for before, number in zip([0, *wanted], wanted, strict=False):
        if number > before + 1:
            row.append(Numbered(None, None))
        row.append(Numbered(number, None if number == present else urls[number - 1]))
    return row
