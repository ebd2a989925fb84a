"""Reads the elements of an XML export one after the other, each with the line on which it begins.

Expat reports lines and handles a field of any size in pieces; a tree of the whole document is never built.
Document type declarations are refused, as in defusedxml, so that no entity can be defined (billion laughs) or
fetched (external entities). An element with malformed XML is handed over with its flaw, and reading continues
after it.
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
    """The requested elements, in the order in which they end. Raises ImportRefused if it is not XML."""
    reading = _Reading(where, shape)
    for piece in mending.mended(chunks, where):
        yield from reading.feed(piece)
    yield from reading.finish()


class _NoEnd(Exception):
    """A main element begins inside another one, at this byte, so that the outer one has no end tag."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


class _Reading:
    """`_lines`: the number of line ends before the parser's first line. `_lost`: whether it is skipping
    malformed XML up to the next element."""

    def __init__(self, where: str, shape: Shape) -> None:
        self._where, self._shape = where, shape
        self._building = ElementBuilder(where, shape)
        self._lines = self._line_ends = 0
        self._lost = False
        self._gap = Gap(shape.main or shape.names - shape.nested)
        self._fed = 0
        self._parser = self._new_parser()

    def _new_parser(self) -> expat.XMLParserType:
        """A parser in the state inside the outer elements."""
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
        """Parse data; after malformed XML, continue with the next main element."""
        while data:
            if self._lost and not (data := self._found(data)):
                return
            try:
                self._parser.Parse(data, False)
            except _NoEnd as unclosed:
                data = self._lose("no end", data, unclosed.offset)
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

    def _lose(self, what: str, data: bytes, offset: int) -> bytes:
        """Hand over the malformed element with its flaw; returns the data after that place."""
        self._building.break_off(f"not XML: {what}; it is not read any further")
        at = min(len(data), max(0, offset - self._fed - len("</")))  # for a wrong end tag: that of its name
        self._line_ends += data.count(b"\n", 0, at)
        self._lost = True
        return data[at:]

    def _found(self, data: bytes) -> bytes:
        """The data from the next element on, for which a new parser is created."""
        line_ends, rest = self._gap.passed(data)
        self._line_ends += line_ends
        if rest:
            self._lost, self._lines = False, self._line_ends
            self._parser = self._new_parser()
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
