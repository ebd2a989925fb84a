"""Elements of an XML export, one after the other, each with the line on which it begins.

Expat tells lines and takes a field of any size in pieces; a tree of the whole document is never built.
Declared document types are refused at their first word, so that no entity is ever defined (billion laughs)
nor fetched (external entities), as defusedxml does it. An element with a place that is not XML is handed over
with its flaw, and reading goes on behind it.
"""

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from plugins.importers import mending
from plugins.importers.element_builder import ElementBuilder
from plugins.importers.elements import Element, Shape
from plugins.importers.record import ImportRefused
from plugins.importers.xml_gap import Gap

CHUNK = 64 * 1024
_MAXIMUM_TAG = 1024**2
_ENDS_EARLY = "The file ends too early, or a part is not closed. Export it again, or mend it there."


def read(chunks: Iterable[bytes], where: str, shape: Shape) -> Iterator[Element]:
    """Elements of the asked names, in the order in which they end. Raises ImportRefused where it is no
    XML."""
    reading = _Reading(where, shape)
    for piece in mending.mended(chunks, where):
        yield from reading.feed(piece)
    yield from reading.finish()


class _NoEnd(Exception):
    """The next of the main elements begins inside one, at this byte."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place


class _Reading:
    """`_lines`: how many line ends were read before the parser's first; `_lost`: whether it looks for the
    next element."""

    def __init__(self, where: str, shape: Shape) -> None:
        self._where, self._shape = where, shape
        self._building = ElementBuilder(where, shape)
        self._lines = self._line_ends = 0
        self._lost = False
        self._gap = Gap(shape.main or shape.names - shape.nested)
        self._fed = 0
        self._parser = self._made()

    def _made(self) -> expat.XMLParserType:
        """A parser that stands where elements are handed over."""
        parser = expat.ParserCreate("utf-8")
        around = "".join(f"<{name}>" for name in self._building.outer).encode()
        parser.Parse(around, False)
        self._fed = len(around)
        parser.buffer_text = True
        parser.buffer_size = CHUNK
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._building.end
        parser.CharacterDataHandler = self._building.text
        parser.StartDoctypeDeclHandler = self._doctype
        return parser

    def feed(self, piece: str) -> list[Element]:
        self._building.carries = self._building.carries or mending.carries(piece)
        self._take(piece.encode("utf-8", "replace"))
        if self._fed - max(0, self._parser.CurrentByteIndex) > _MAXIMUM_TAG + CHUNK:
            what = f"a tag of more than {_MAXIMUM_TAG:,} bytes"
            raise ImportRefused(self._where, self._line, what, "No export has one.")
        return self._building.handed()

    def finish(self) -> list[Element]:
        try:
            if not self._lost:
                self._parser.Parse(b"", True)
            elif not self._gap.ends(self._building.outer[0]):
                what = "not XML: no element found"
                raise ImportRefused(self._where, self._line_ends + 1, what, _ENDS_EARLY)
        except expat.ExpatError as error:
            raise self._refusal(error) from None
        return self._building.handed()

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber + self._lines

    def _take(self, data: bytes) -> None:
        """Parse it; after a place that is not XML, go on with the next element that is handed over."""
        while data:
            if self._lost and not (data := self._found(data)):
                return
            try:
                self._parser.Parse(data, False)
            except _NoEnd as unclosed:
                data = self._lose("no end", data, unclosed.place)
            except expat.ExpatError as error:
                if not self._building.is_inside:
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
        self._building.break_off(f"not XML: {what}; it is not read any further")
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
        innermost = self._building.innermost
        return f", in <{innermost[0]}> of line {innermost[1]}" if innermost else ""

    def _doctype(self, *_: object) -> None:
        hint = "No export has one, and what it may define can do harm. Is this the right file?"
        raise ImportRefused(self._where, self._line, "declares a document type", hint)

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        if not self._building.start(raw, attributes, self._line):
            raise _NoEnd(self._parser.CurrentByteIndex)


def _hint(error: expat.ExpatError, shape: Shape) -> str:
    unfinished = {expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN,
                  expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION}  # fmt: skip
    if expat.errors.messages.get(error.code) in unfinished:
        return _ENDS_EARLY
    return f"Mend the file there, or export it again. {shape.hint}"
