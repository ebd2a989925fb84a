"""Elements of an XML export, one after the other, each with the line on which it begins.

Expat tells lines and takes a field of any size in pieces; a tree of the whole document is never built.
Declared document types are refused at their first word, so that no entity is ever defined (billion laughs)
nor fetched (external entities), as defusedxml does it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from plugins.importers import mending
from plugins.importers.record import ImportRefused

CHUNK = 64 * 1024
MAXIMUM_FIELD = 4 * 1024**2
MAXIMUM_ELEMENT = 16 * 1024**2
_MAXIMUM_DEPTH = 100
_MAXIMUM_TAG = 1024**2
_NODE = 256
"""What an element costs beside its text."""


class Element:
    """`number` counts the elements of this name that are handed over, from 1; `within` is the number of the
    enclosing one, or 0. `flaw` says why its text is not complete; `broken`, that bytes of
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
        "text",
        "texts",
        "within",
    )

    def __init__(self, name: str, line: int, attributes: Mapping[str, str], text: str = "") -> None:
        self.name, self.line, self.attributes, self.text = name, line, attributes, text
        self.number = self.within = 0
        self.texts: dict[str, str] = {}
        self.children: list[Element] = []
        self.flaw: str | None = None
        self.broken = False

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
    of `nested` inside others too; `passed`: those that are passed over; `prefixes`: for name spaces, the
    prefix that `names` use."""

    root: str
    names: frozenset[str]
    prefixes: tuple[tuple[re.Pattern[str], str], ...]
    hint: str
    nested: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()


def read(chunks: Iterable[bytes], where: str, shape: Shape) -> Iterator[Element]:
    """Elements of the asked names, in the order in which they end. Raises ImportRefused where it is no
    XML."""
    reading = _Reading(where, shape)
    for piece in mending.mended(chunks, where):
        yield from reading.feed(piece)
    yield from reading.finish()


@dataclass(slots=True)
class _Open:
    """An element whose end is not read yet; what has children or attributes is made one at once."""

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


class _Reading:
    def __init__(self, where: str, shape: Shape) -> None:
        self._where, self._shape = where, shape
        self._names: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        self._open: list[_Open | None] = []
        self._owners: list[int] = []
        self._sizes: list[int] = []
        self._counts: Counter[str] = Counter()
        self._fed = 0
        self._ready: list[Element] = []
        self._carries = False
        self._parser = self._made()

    def _made(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = CHUNK
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        return parser

    def feed(self, piece: str) -> Iterator[Element]:
        self._carries = self._carries or mending.carries(piece)
        data = piece.encode("utf-8", "replace")
        self._fed += len(data)
        self._parse(data, False)
        if self._fed - max(0, self._parser.CurrentByteIndex) > _MAXIMUM_TAG + CHUNK:
            what = f"a tag of more than {_MAXIMUM_TAG:,} bytes"
            raise ImportRefused(self._where, self._parser.CurrentLineNumber, what, "No export has one.")
        return self._handed()

    def finish(self) -> Iterator[Element]:
        self._parse(b"", True)
        return self._handed()

    def _handed(self) -> Iterator[Element]:
        ready, self._ready = self._ready, []
        return iter(ready)

    def _parse(self, data: bytes, final: bool) -> None:
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            what = f"not XML: {expat.errors.messages.get(error.code, 'error')}{self._still_open()}"
            raise ImportRefused(self._where, error.lineno, what, _hint(error, self._shape)) from None

    def _still_open(self) -> str:
        element = next((one for one in reversed(self._open) if one is not None), None)
        return f", in <{element.name}> of line {element.line}" if element else ""

    def _doctype(self, *_: object) -> None:
        hint = "No export has one, and what it may define can do harm. Is this the right file?"
        raise ImportRefused(self._where, self._parser.CurrentLineNumber, "declares a document type", hint)

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        if attributes and any(name.startswith("xmlns:") for name in attributes):
            self._declare(attributes)
        name = self._names.get(raw) or self._canonical(raw)
        loose = not self._open or self._open[-1] is None
        if name in self._shape.passed or (not loose and self._open[-1] is _PASSED):
            self._open.append(_PASSED)
        elif name in self._shape.names and (loose or name in self._shape.nested):
            self._begin(name, attributes)
        elif loose:
            self._outside(name)
        else:
            self._sizes[-1] += _NODE
            if attributes:
                self._sizes[-1] += sum(map(len, attributes.values()))
                attributes = {self._canonical(key): text for key, text in attributes.items()}
            self._open.append(_Open(name, self._parser.CurrentLineNumber, attributes, []))
        if len(self._open) > _MAXIMUM_DEPTH:
            what = "elements in elements without end"
            raise ImportRefused(self._where, self._parser.CurrentLineNumber, what, self._shape.hint)

    def _outside(self, name: str) -> None:
        if not self._open and name != self._shape.root:
            line = self._parser.CurrentLineNumber
            raise ImportRefused(self._where, line, f"begins with <{name[:40]}>", self._shape.hint)
        self._open.append(None)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element that is handed over."""
        if not self._open:
            self._outside(name)
        found = {self._canonical(key): text for key, text in attributes.items()}
        begun = _Open(name, self._parser.CurrentLineNumber, found, [])
        element = begun.made()
        element.within = self._owners[-1] if self._owners else 0
        self._counts[name] += 1
        element.number = self._counts[name]
        self._owners.append(element.number)
        self._sizes.append(sum(map(len, attributes.values())))
        self._open.append(begun)

    def _text(self, data: str) -> None:
        begun = self._open[-1] if self._open else None
        if begun is not None and begun is not _PASSED:
            if self._sizes[-1] <= MAXIMUM_ELEMENT:
                begun.pieces.append(data)
            self._sizes[-1] += len(data)

    def _end(self, _: str) -> None:
        begun = self._open.pop()
        if begun is None or begun is _PASSED:
            return
        text, broken, flaw = "".join(begun.pieces), False, None
        if self._carries:
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

    def _hand_over(self, element: Element) -> None:
        if self._sizes.pop() > MAXIMUM_ELEMENT:
            element.flaw = element.flaw or f"is longer than {MAXIMUM_ELEMENT:,} characters"
        self._owners.pop()
        self._ready.append(element)

    def _attached(self, begun: _Open, text: str) -> Element:
        """Put what ended into what it stands in, which is given back."""
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

    def _declare(self, attributes: dict[str, str]) -> None:
        for name, space in attributes.items():
            if name.startswith("xmlns:"):
                for pattern, prefix in self._shape.prefixes:
                    if pattern.fullmatch(space):
                        self._prefixes[name.removeprefix("xmlns:")] = prefix
        self._names.clear()

    def _canonical(self, raw: str) -> str:
        prefix, colon, name = raw.partition(":")
        found = f"{self._prefixes.get(prefix, prefix)}:{name}" if colon else raw
        if len(self._names) < 1000:
            self._names[raw] = found
        return found


def _hint(error: expat.ExpatError, shape: Shape) -> str:
    unfinished = {expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN,
                  expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION}  # fmt: skip
    if expat.errors.messages.get(error.code) in unfinished:
        return "The file ends too early, or a part is not closed. Export it again, or mend it there."
    return f"Mend the file there, or export it again. {shape.hint}"


Chunks = Callable[[], Iterable[bytes]]
"""The export from its beginning, each time it is called."""
