"""What the way without Pelican changes of a catalogue: some cards, some prints, the units of some families.

Kept beside the catalogue, which is written whole by Pelican's way alone: a comment changes twenty prints of
thirty thousand. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from plugins.fastbuild.cards import Card
from plugins.fastbuild.catalogue import Catalogue, Printed

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Amendments:
    """What is new or has another value, and the prints that went."""

    cards: Mapping[str, Card]
    printed: Mapping[str, Printed]
    families: Mapping[str, tuple[str, ...]]
    gone: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.cards) + len(self.printed) + len(self.gone)

    def plain(self) -> Any:
        """For `sealed`."""
        cards = {name: tuple(card) for name, card in self.cards.items()}
        return cards, {name: tuple(one) for name, one in self.printed.items()}, self.families, self.gone


def from_plain(plain: Any) -> Amendments:
    """What `Amendments.plain` gave."""
    cards, printed, families, gone = plain
    return Amendments(
        {name: Card(*card) for name, card in cards.items()},
        {name: Printed(*one) for name, one in printed.items()},
        families,
        gone,
    )


def between(old: Catalogue, new: Catalogue) -> Amendments:
    """What makes `new` of `old`; all but these is the same in both."""
    return Amendments(
        cards=_other(old.cards, new.cards),
        printed=_other(old.printed, new.printed),
        families=_other(old.families, new.families),
        gone=tuple(old.printed.keys() - new.printed.keys()),
    )


def amended(catalogue: Catalogue, amendments: Amendments) -> Catalogue:
    """What `between` saw as new."""
    printed = {**catalogue.printed, **amendments.printed}
    for name in amendments.gone:
        del printed[name]
    cards = {**catalogue.cards, **amendments.cards}
    return catalogue.with_cards(cards).with_printed(printed, {**catalogue.families, **amendments.families})


def _other(old: Mapping[str, Value], new: Mapping[str, Value]) -> dict[str, Value]:
    return {
        name: value for name, value in new.items() if (was := old.get(name)) is not value and was != value
    }
