"""An element of an XML export, and what a reader looks for. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass


class Element:
    """`number` counts the elements of this name that are handed over, from 1; `owners`: those around it,
    by name and number, the outermost first. `flaw` says why its text is not complete; `broken`, that bytes of
    it were not of the file's encoding.

    Most children are words under a name: of those the first is only that, in `texts`.
    """

    __slots__ = (
        "attributes",
        "broken",
        "children",
        "flaw",
        "line",
        "name",
        "number",
        "owners",
        "text",
        "texts",
    )

    def __init__(self, name: str, line: int, attributes: Mapping[str, str], text: str = "") -> None:
        self.name, self.line, self.attributes, self.text = name, line, attributes, text
        self.number = 0
        self.owners: tuple[tuple[str, int], ...] = ()
        self.texts: dict[str, str] = {}
        self.children: list[Element] = []
        self.flaw: str | None = None
        self.broken = False

    @property
    def within(self) -> int:
        """The number of the enclosing one, or 0."""
        return self.owners[-1][1] if self.owners else 0

    def get(self, *names: str) -> str:
        """The first text of a child of such a name, without the space around it."""
        found = (text.strip() for name in names for text in self._texts(name))
        return next(filter(None, found), "")

    def raw(self, name: str) -> str:
        """The first with all its space."""
        return next(self._texts(name), "")

    def every(self, name: str) -> list["Element"]:
        first = [Element(name, self.line, {}, self.texts[name])] if name in self.texts else []
        return first + [child for child in self.children if child.name == name]

    def _texts(self, name: str) -> Iterator[str]:
        if name in self.texts:
            yield self.texts[name]
        yield from (child.text for child in self.children if child.name == name)


@dataclass(frozen=True, slots=True)
class Shape:
    """What to look for. `root`: the document's first element; `names`: elements that are handed over, those
    of `nested` inside others too; `main`: at which of them reading goes on after a place that is not XML (all
    that are not nested); `passed`: those that are passed over; `prefixes`: for name spaces, the prefix that
    `names` use."""

    root: str
    names: frozenset[str]
    prefixes: tuple[tuple[re.Pattern[str], str], ...]
    hint: str
    nested: frozenset[str] = frozenset()
    main: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()


Chunks = Callable[[], Iterable[bytes]]
"""The export from its beginning, each time it is called."""
