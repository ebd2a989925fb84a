"""Elements of an XML export, one after the other, each with the line on which it begins.

Expat tells lines and takes a field of any size in pieces; a tree of the whole document is never built.
Declared document types are refused at their first word, so that no entity is ever defined (billion laughs)
nor fetched (external entities), as defusedxml does it. An element with a place that is no XML is handed over
with its flaw, and reading goes on behind it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from plugins.importers import mending, windows
from plugins.importers.elements import Element, Shape
from plugins.importers.record import ImportRefused
from plugins.importers.xml_gap import Gap
from plugins.importers.xml_names import Names

CHUNK = 64 * 1024
MAXIMUM_FIELD = 4 * 1024**2
MAXIMUM_ELEMENT = 16 * 1024**2
_MAXIMUM_DEPTH = 100
_MAXIMUM_TAG = 1024**2
_NODE = 256
"""What an element costs beside its text."""
_ENDS_EARLY = "The file ends too early, or a part is not closed. Export it again, or mend it there."


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


class _NoEnd(Exception):
    """The next of the main elements begins inside one, at this byte."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place


class _Reading:
    """`_outer`: the elements around those that are handed over, by their names in the file. `_lines`: how
    many line ends were read before the parser's first; `_lost`: whether it looks for the next element."""

    def __init__(self, where: str, shape: Shape) -> None:
        self._where, self._shape = where, shape
        self._outer: list[str] = []
        self._lines = self._line_ends = 0
        self._lost = False
        self._gap = Gap(shape.main or shape.names - shape.nested)
        self._names = Names(shape.prefixes)
        self._open: list[_Open | None] = []
        self._owners: list[int] = []
        self._sizes: list[int] = []
        self._counts: Counter[str] = Counter()
        self._fed = 0
        self._ready: list[Element] = []
        self._carries = False
        self._parser = self._made()

    def _made(self) -> expat.XMLParserType:
        """A parser that stands where elements are handed over."""
        parser = expat.ParserCreate("utf-8")
        around = "".join(f"<{name}>" for name in self._outer).encode()
        parser.Parse(around, False)
        self._fed = len(around)
        parser.buffer_text = True
        parser.buffer_size = CHUNK
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        return parser

    def feed(self, piece: str) -> Iterator[Element]:
        self._carries = self._carries or mending.carries(piece)
        self._take(piece.encode("utf-8", "replace"))
        if self._fed - max(0, self._parser.CurrentByteIndex) > _MAXIMUM_TAG + CHUNK:
            what = f"a tag of more than {_MAXIMUM_TAG:,} bytes"
            raise ImportRefused(self._where, self._line, what, "No export has one.")
        return self._handed()

    def finish(self) -> Iterator[Element]:
        try:
            if not self._lost:
                self._parser.Parse(b"", True)
            elif not self._gap.ends(self._outer[0]):
                what = "not XML: no element found"
                raise ImportRefused(self._where, self._line_ends + 1, what, _ENDS_EARLY)
        except expat.ExpatError as error:
            raise self._refusal(error) from None
        return self._handed()

    def _handed(self) -> Iterator[Element]:
        ready, self._ready = self._ready, []
        return iter(ready)

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber + self._lines

    def _take(self, data: bytes) -> None:
        """Parse it; after a place that is no XML, go on with the next element that is handed over."""
        while data:
            if self._lost and not (data := self._found(data)):
                return
            try:
                self._parser.Parse(data, False)
            except _NoEnd as unclosed:
                data = self._lose("no end", data, unclosed.place)
            except expat.ExpatError as error:
                if not self._owners:
                    raise self._refusal(error) from None
                what = expat.errors.messages.get(error.code, "error")
                data = self._lose(
                    f"{what}, in line {self._lines + error.lineno}", data, self._parser.ErrorByteIndex
                )
            else:
                self._fed += len(data)
                self._line_ends += data.count(b"\n")
                return

    def _lose(self, what: str, data: bytes, place: int) -> bytes:
        """Hand over what is broken, with what is wrong; give back what stands behind that."""
        outermost = next(one for one in self._open if one is not None and one is not _PASSED)
        element = outermost.made()
        element.flaw = f"not XML: {what}; it is not read any further"
        self._ready.append(element)
        self._owners.clear()
        self._sizes.clear()
        self._open = [None] * len(self._outer)
        at = min(len(data), max(0, place - self._fed - len("</")))  # of a wrong end tag expat tells the name
        self._line_ends += data.count(b"\n", 0, at)
        self._lost = True
        return data[at:]

    def _found(self, data: bytes) -> bytes:
        """What is from the next element on, with a parser that begins there."""
        line_ends, rest = self._gap.passed(data)
        self._line_ends += line_ends
        if rest:
            self._lost, self._lines = False, self._line_ends
            self._parser = self._made()
        return rest

    def _refusal(self, error: expat.ExpatError) -> ImportRefused:
        what = f"not XML: {expat.errors.messages.get(error.code, 'error')}{self._still_open()}"
        return ImportRefused(self._where, error.lineno + self._lines, what, _hint(error, self._shape))

    def _still_open(self) -> str:
        element = next((one for one in reversed(self._open) if one is not None), None)
        return f", in <{element.name}> of line {element.line}" if element else ""

    def _doctype(self, *_: object) -> None:
        hint = "No export has one, and what it may define can do harm. Is this the right file?"
        raise ImportRefused(self._where, self._line, "declares a document type", hint)

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        if attributes:
            self._names.declare(attributes)
        name = self._names.known(raw)
        loose = not self._open or self._open[-1] is None
        if name in self._shape.passed or (not loose and self._open[-1] is _PASSED):
            self._open.append(_PASSED)
        elif not loose and name in self._shape.main:
            raise _NoEnd(self._parser.CurrentByteIndex)
        elif name in self._shape.names and (loose or name in self._shape.nested):
            self._begin(name, attributes)
        elif loose:
            self._outside(name, raw)
        else:
            self._sizes[-1] += _NODE
            if attributes:
                self._sizes[-1] += sum(map(len, attributes.values()))
                attributes = {self._names.known(key): text for key, text in attributes.items()}
            self._open.append(_Open(name, self._line, attributes, []))
        if len(self._open) > _MAXIMUM_DEPTH:
            what = "elements in elements without end"
            raise ImportRefused(self._where, self._line, what, self._shape.hint)

    def _outside(self, name: str, raw: str) -> None:
        if not self._open and name != self._shape.root:
            line = self._line
            raise ImportRefused(self._where, line, f"begins with <{name[:40]}>", self._shape.hint)
        self._open.append(None)
        self._outer.append(raw)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element that is handed over."""
        if not self._open:
            self._outside(name, name)
        found = {self._names.known(key): text for key, text in attributes.items()}
        begun = _Open(name, self._line, found, [])
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
        if begun is None:
            self._outer.pop()
        if begun is None or begun is _PASSED:
            return
        text, broken, flaw = windows.signs("".join(begun.pieces)), False, None
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


def _hint(error: expat.ExpatError, shape: Shape) -> str:
    unfinished = {expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN,
                  expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION}  # fmt: skip
    if expat.errors.messages.get(error.code) in unfinished:
        return _ENDS_EARLY
    return f"Mend the file there, or export it again. {shape.hint}"
