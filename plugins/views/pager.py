"""Pagination: the first and last page, and two on each side of the present one. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
_AROUND = 2


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item of a pager. Without `url`, it is the present page; without `number`, a gap."""

    number: int | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Pagination(Generic[T]):
    """One page of a paginated list, with the attribute names of Pelican's pages."""

    number: int
    num_pages: int
    object_list: Sequence[T]
    previous_url: str | None
    next_url: str | None
    pages: tuple[Numbered, ...]

    def has_other_pages(self) -> bool:
        return self.num_pages > 1


def paginate(number: int, items: Sequence[T], urls: Sequence[str]) -> Pagination[T]:
    """Page `number` (from 1) of a list. `items`: of this page. `urls`: of all pages."""
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
