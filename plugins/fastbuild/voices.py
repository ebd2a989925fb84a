"""All comments of a site, newest first, as the feed of them all wants them: columns of numbers from the cards
of their articles, for of a hundred thousand hardly one is looked at. Pure.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import compress
from typing import Any, NamedTuple

from plugins.fastbuild.cards import Card
from plugins.feeds.compose import DatedComment
from plugins.views.model import ArticleView

_FEW = 50  # articles whose comments are put in their places one by one


class Rows(NamedTuple):
    """Columns, in which a comment has one place: when it sorts, its number, when its entry was updated, the
    place of its article's card, and what its entry says (`Card.voices`), 0 if it was taken back."""

    at: "array[int]"
    number: "array[int]"
    stamp: "array[int]"
    card: "array[int]"
    voice: "array[int]"

    def plain(self) -> tuple[bytes, ...]:
        """For `sealed`."""
        return tuple(column.tobytes() for column in self)

    def part(self, places: slice) -> "Rows":
        return Rows(*(column[places] for column in self))

    def those(self, wanted: Collection[bool]) -> "Rows":
        return Rows(*(array("q", compress(column, wanted)) for column in self))

    def with_cards(self, cards: Sequence[Card], changed: Collection[int]) -> "Rows":
        """What `of` makes of the same cards but for those at the places `changed`."""
        if len(changed) > _FEW:
            return of(cards)
        gone = [index for index, place in enumerate(self.card) if place in changed]
        rows = self.part(slice(None))
        for index in reversed(gone):
            for column in rows:
                del column[index]
        for row in zip(*_rows([cards[place] for place in changed], changed), strict=True):
            rows._insert(row)
        return rows

    def _insert(self, row: tuple[int, ...]) -> None:
        at, number, _, card, _ = row
        sought = -at, -number, card
        index = bisect_left(range(len(self.at)), sought, key=self._sorts)
        for column, value in zip(self, row, strict=True):
            column.insert(index, value)

    def _sorts(self, index: int) -> tuple[int, int, int]:
        return -self.at[index], -self.number[index], self.card[index]


def from_plain(plain: Sequence[bytes]) -> Rows:
    """What `Rows.plain` gave."""
    return Rows(*(array("q", column) for column in plain))


def of(cards: Sequence[Card]) -> Rows:
    """As `Composer.dated_comments` orders them: of one moment and number, as their articles are."""
    rows = _rows(cards, range(len(cards)))
    more = max(rows.number, default=0) + 1
    sorts = [at * more + number for at, number in zip(rows.at, rows.number, strict=True)]  # faster than pairs
    order = sorted(range(len(sorts)), key=sorts.__getitem__, reverse=True)
    return Rows(*(array("q", map(column.__getitem__, order)) for column in rows))


def _rows(cards: Sequence[Card], places: Iterable[int]) -> Rows:
    """Of the comments of the cards that stand at these places, in their order."""
    said = _numbers(card.said for card in cards)
    number, place = _numbers(()), _numbers(())
    for card, each in zip(cards, places, strict=True):
        number.extend(range(1, card.comments + 1))
        place.extend([each] * card.comments)
    return Rows(said[::2], number, said[1::2], place, _numbers(card.voices for card in cards))


def _numbers(parts: Iterable[bytes]) -> "array[int]":
    return array("q", b"".join(parts))


class Voices(Sequence[DatedComment]):
    """`article`: the view of the article whose card stands at that place."""

    def __init__(self, rows: Rows, article: Callable[[int], ArticleView]) -> None:
        self._rows, self._article = rows, article

    def __len__(self) -> int:
        return len(self._rows.at)

    def __getitem__(self, index: Any) -> Any:
        rows = self._rows
        if isinstance(index, slice):
            return Voices(rows.part(index), self._article)
        return DatedComment(
            rows.at[index], rows.number[index], rows.stamp[index], self._article(rows.card[index])
        )

    def __iter__(self) -> Iterator[DatedComment]:
        article, rows = self._article, self._rows
        columns = zip(rows.at, rows.number, rows.stamp, rows.card, strict=True)
        return (DatedComment(at, number, stamp, article(place)) for at, number, stamp, place in columns)

    def stamps(self) -> Sequence[int]:
        """When each entry was updated."""
        return self._rows.stamp

    def digest(self) -> bytes:
        """Of all that the entries say."""
        return self._rows.voice.tobytes()

    def apart(self) -> tuple["Voices", "Voices"]:
        """Those that can be read, and those that were taken back."""
        if 0 not in self._rows.voice:
            return self, self[:0]
        heard = [voice != 0 for voice in self._rows.voice]
        taken = [not each for each in heard]
        return Voices(self._rows.those(heard), self._article), Voices(self._rows.those(taken), self._article)
