"""An element of an XML export, and the specification of the elements that a reader needs. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass


class Element:
    """An element.

    `number`: counts the requested elements of this name, from 1.
    `owners`: the requested elements around it, by name and number, outermost first.
    `flaw`: why its text is not complete, or None.
    `broken`: whether it had bytes that are invalid in the file's encoding.
    `texts`: the text of the first child of each name, if that has no attributes and no children; all other
    children are in `children`.
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
        """The number of the enclosing requested element, or 0."""
        return self.owners[-1][1] if self.owners else 0

    def get(self, *names: str) -> str:
        """The first non-empty text of a child with one of these names, stripped; or ""."""
        texts = (text.strip() for name in names for text in self._texts(name))
        return next(filter(None, texts), "")

    def raw(self, name: str) -> str:
        """The text of the first child with this name, not stripped; or ""."""
        return next(self._texts(name), "")

    def find_all(self, name: str) -> list["Element"]:
        """All children with this name."""
        first = [Element(name, self.line, {}, self.texts[name])] if name in self.texts else []
        return first + [child for child in self.children if child.name == name]

    def _texts(self, name: str) -> Iterator[str]:
        if name in self.texts:
            yield self.texts[name]
        yield from (child.text for child in self.children if child.name == name)


@dataclass(frozen=True, slots=True)
class Shape:
    """The elements that a reader requests.

    `root`: the first element of the document.
    `names`: the requested elements; those in `nested` also within others.
    `main`: the requested elements at which parsing resumes after malformed XML.
    `passed`: elements to skip.
    `prefixes`: patterns of XML namespaces, with the prefix that `names` use for them.
    `hint`: for an export that does not have this shape.
    """

    root: str
    names: frozenset[str]
    prefixes: tuple[tuple[re.Pattern[str], str], ...]
    hint: str
    nested: frozenset[str] = frozenset()
    main: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()


Chunks = Callable[[], Iterable[bytes]]
"""Returns the export from its beginning each time it is called."""
