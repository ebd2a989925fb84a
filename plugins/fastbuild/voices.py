"""All comments of a site, newest first, as the feed of them all wants them: rows of numbers from the cards of
their articles, for of a hundred thousand hardly one is looked at. Pure.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, count, repeat
from operator import itemgetter
from typing import Any

from plugins.fastbuild.cards import Card
from plugins.feeds.compose import Said
from plugins.views.model import ArticleView

Row = tuple[int, int, int, int]
"""When a comment sorts, its number, when its entry was updated, the place of its article's card."""
_ORDER = itemgetter(0, 1)


class Voices(Sequence[Said]):
    """`article`: the view of the article whose card stands at that place."""

    def __init__(
        self, rows: Sequence[Row], cards: Sequence[Card], article: Callable[[int], ArticleView]
    ) -> None:
        self._rows, self._cards, self._article = rows, cards, article

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return Voices(self._rows[index], self._cards, self._article)
        at, number, stamp, place = self._rows[index]
        return Said(at, number, stamp, self._article(place))

    def __iter__(self) -> Iterator[Said]:
        article = self._article
        return (Said(at, number, stamp, article(place)) for at, number, stamp, place in self._rows)

    def stamps(self) -> list[int]:
        """When each entry was updated."""
        return [row[2] for row in self._rows]

    def digests(self) -> list[bytes]:
        """Of each entry: what `Card.voice` knows."""
        return [self._cards[place].voice(number) for _, number, _, place in self._rows]

    def apart(self) -> tuple["Voices", "Voices"]:
        """Those that can be read, and those that were taken back."""
        gone = {(place, one[0]) for place, card in enumerate(self._cards) for one in card.gone}
        if not gone:
            return self, self[:0]
        heard = [row for row in self._rows if (row[3], row[1]) not in gone]
        taken = [row for row in self._rows if (row[3], row[1]) in gone]
        return Voices(heard, self._cards, self._article), Voices(taken, self._cards, self._article)


def of(cards: Sequence[Card], article: Callable[[int], ArticleView]) -> Voices:
    """As `Composer.said` orders them: of one moment and number, as their articles are."""
    rows = list(chain.from_iterable(_rows(place, card) for place, card in enumerate(cards)))
    rows.sort(key=_ORDER, reverse=True)
    return Voices(rows, cards, article)


def _rows(place: int, card: Card) -> Iterator[Row]:
    moments = card.moments()
    return zip(moments[::2], count(1), moments[1::2], repeat(place), strict=False)
