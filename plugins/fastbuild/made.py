"""What becomes of the units of a plan in a build that goes on from the last: what would be printed the same
is as it was, the others are made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plugins.fastbuild.build import Last
from plugins.fastbuild.catalogue import Printed
from plugins.fastbuild.plan import Unit
from plugins.staging.copies import Copies

Planned = tuple[str, list[Unit | str]]
"""The name of a family, and its units; of one that is as it was its name."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of some units: their prints, the names of those of each family, the texts of new ones."""

    printed: dict[str, Printed]
    families: dict[str, tuple[str, ...]]
    texts: dict[str, bytes]

    def plain(self) -> tuple[Any, ...]:
        """For `beside`."""
        return {name: tuple(one) for name, one in self.printed.items()}, self.families, self.texts


def from_plain(plain: tuple[Any, ...]) -> Made:
    """What `Made.plain` gave."""
    printed, families, texts = plain
    return Made({name: Printed(*one) for name, one in printed.items()}, families, texts)


def of(families: Iterable[Planned], asked: set[str], last: Last, copies: Copies) -> Made:
    """All units of these families; their texts have their smaller copies beside them."""
    made = Made({}, {}, {})
    for name, units in families:
        for unit in units:
            if isinstance(unit, str):
                made.printed[unit] = last.printed[unit]
            else:
                made.printed[unit.name] = _unit(unit, last.printed.get(unit.name), asked, made.texts)
        made.families[name] = tuple(map(_name, units))
    for path, text in tuple(made.texts.items()):
        made.texts.update(copies.of(path, text))
    return made


def _unit(unit: Unit, last: Printed | None, asked: set[str], texts: dict[str, bytes]) -> Printed:
    """As it was last printed, if it would be printed the same; else its `texts` are made."""
    now = unit.print(last.asked) if last else b""
    if last and last.print == now:
        return last
    asked.clear()
    made = dict(unit.make())
    texts.update(made)
    seen = tuple(sorted(asked))
    return Printed(now if last and last.asked == seen else unit.print(seen), tuple(made), seen)


def _name(unit: Unit | str) -> str:
    return unit if isinstance(unit, str) else unit.name
