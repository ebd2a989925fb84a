"""Builds elements from parser events: only the requested ones, with their contents, and no whole tree."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from plugins.importers import mending, windows
from plugins.importers.elements import Element, Shape
from plugins.importers.record import ImportRefused
from plugins.importers.xml_names import Names

MAXIMUM_FIELD = 4 * 1024**2
MAXIMUM_ELEMENT = 16 * 1024**2
_MAXIMUM_DEPTH = 100
_NODE = 256
"""The estimated size of an element besides its text."""


@dataclass(slots=True)
class _Open:
    """An element whose end tag has not been read. An `Element` is created only if it has children or
    attributes, or is requested."""

    name: str
    line: int
    attributes: Mapping[str, str]
    pieces: list[str]
    element: Element | None = None

    def made(self) -> Element:
        if self.element is None:
            self.element = Element(self.name, self.line, self.attributes)
        return self.element


_PASSED = _Open("", 0, {}, [])


class ElementBuilder:
    """`outer`: the open elements around the requested ones, by their names in the file. `carries`: whether
    texts may contain stand-ins for other characters (`mending`)."""

    def __init__(self, where: str, shape: Shape) -> None:
        self._where, self._shape = where, shape
        self.outer: list[str] = []
        self.carries = False
        self._names = Names(shape.prefixes)
        self._open: list[_Open | None] = []
        self._owners: list[tuple[str, int]] = []
        self._sizes: list[int] = []
        self._counts: Counter[str] = Counter()
        self._ready: list[Element] = []

    def handed(self) -> list[Element]:
        """The elements that have ended since the last call."""
        ready, self._ready = self._ready, []
        return ready

    @property
    def is_inside(self) -> bool:
        """Whether a requested element is open."""
        return bool(self._owners)

    @property
    def innermost(self) -> tuple[str, int] | None:
        """The name and the line of the innermost open element that is kept."""
        opened = next((item for item in reversed(self._open) if item is not None), None)
        return (opened.name, opened.line) if opened else None

    def break_off(self, flaw: str) -> None:
        """Hand over the outermost open element, with its flaw."""
        outermost = next(item for item in self._open if item is not None and item is not _PASSED)
        element = outermost.made()
        element.flaw = flaw
        self._ready.append(element)
        self._owners.clear()
        self._sizes.clear()
        self._open = [None] * len(self.outer)

    def start(self, raw: str, attributes: dict[str, str], line: int) -> bool:
        """Handle a start tag. False if a main element begins inside another one, whose end tag is missing.
        Raises ImportRefused."""
        if attributes:
            self._names.declare(attributes)
        name = self._names.known(raw)
        loose = not self._open or self._open[-1] is None
        if name in self._shape.passed or (not loose and self._open[-1] is _PASSED):
            self._open.append(_PASSED)
        elif not loose and name in self._shape.main:
            return False
        elif name in self._shape.names and (loose or name in self._shape.nested):
            self._begin(name, attributes, line)
        elif loose:
            self._outside(name, raw, line)
        else:
            self._sizes[-1] += _NODE
            if attributes:
                self._sizes[-1] += sum(map(len, attributes.values()))
                attributes = {self._names.known(key): text for key, text in attributes.items()}
            self._open.append(_Open(name, line, attributes, []))
        if len(self._open) > _MAXIMUM_DEPTH:
            raise ImportRefused(self._where, line, "elements in elements without end", self._shape.hint)
        return True

    def text(self, data: str) -> None:
        begun = self._open[-1] if self._open else None
        if begun is not None and begun is not _PASSED:
            if self._sizes[-1] <= MAXIMUM_ELEMENT:
                begun.pieces.append(data)
            self._sizes[-1] += len(data)

    def end(self, _: str) -> None:
        begun = self._open.pop()
        if begun is None:
            self.outer.pop()
        if begun is None or begun is _PASSED:
            return
        text, broken, flaw = windows.signs("".join(begun.pieces)), False, None
        if self.carries:
            broken, text = mending.BROKEN in text, mending.restored(text)
        if len(text) > MAXIMUM_FIELD:
            text, flaw = "", f"has more than {MAXIMUM_FIELD:,} characters in {begun.name}"
        into = begun.element
        if into is not None and into.number:
            into.text = text
            self._hand_over(into)
        else:
            into = self._attached(begun, text)
        into.broken = into.broken or broken
        into.flaw = into.flaw or flaw

    def _outside(self, name: str, raw: str, line: int) -> None:
        if not self._open and name != self._shape.root:
            raise ImportRefused(self._where, line, f"begins with <{name[:40]}>", self._shape.hint)
        self._open.append(None)
        self.outer.append(raw)

    def _begin(self, name: str, attributes: dict[str, str], line: int) -> None:
        """Begin a requested element."""
        if not self._open:
            self._outside(name, name, line)
        found = {self._names.known(key): text for key, text in attributes.items()}
        begun = _Open(name, line, found, [])
        element = begun.made()
        element.owners = tuple(self._owners)
        self._counts[name] += 1
        element.number = self._counts[name]
        self._owners.append((name, element.number))
        self._sizes.append(sum(map(len, attributes.values())))
        self._open.append(begun)

    def _hand_over(self, element: Element) -> None:
        if self._sizes.pop() > MAXIMUM_ELEMENT:
            element.flaw = element.flaw or f"is longer than {MAXIMUM_ELEMENT:,} characters"
        self._owners.pop()
        self._ready.append(element)

    def _attached(self, begun: _Open, text: str) -> Element:
        """Add an ended element to its parent; returns the parent."""
        outer = self._open[-1]
        assert outer is not None, "what is kept stands in what is kept"
        parent = outer.made()
        if self._sizes[-1] > MAXIMUM_ELEMENT:
            return parent
        if begun.element is None and not begun.attributes and begun.name not in parent.texts:
            parent.texts[begun.name] = text
            return parent
        element = begun.made()
        element.text = text
        parent.children.append(element)
        parent.broken, parent.flaw = parent.broken or element.broken, parent.flaw or element.flaw
        return parent
