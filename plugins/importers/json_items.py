"""Reads a JSON document of lists item by item, without having all of it in memory. Pure."""

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import Any

from plugins.importers.record import ImportRefused

MAXIMUM_ITEM = 4 * 1024**2
_LONGEST_NUMBER = 32
_SPACE = " \t\r\n"
_HINT = "The file ends too early, or is not an export of this system. Export it again. Is FROM= right?"


def read(chunks: Iterable[bytes], where: str) -> Iterator[tuple[str, Any]]:
    """Pairs of the name of a list and an item of it, or of the name of another value and that value. Raises
    ImportRefused if it is not an object of lists."""
    text = _Text(chunks, where)
    if text.peek() != "{":
        raise text.refusal("begins with no “{”")
    text.skip()
    while text.peek() != "}":
        if text.peek() == ",":
            text.skip()
        name = text.value()
        if not isinstance(name, str) or text.peek() != ":":
            raise text.refusal("not JSON")
        text.skip()
        if text.peek() == "[":
            text.skip()
            yield from ((name, item) for item in text.items())
        else:
            yield name, text.value()


class _Text:
    """A buffer with as much of the document as is needed to parse one value."""

    def __init__(self, chunks: Iterable[bytes], where: str) -> None:
        self._where, self._chunks = where, iter(chunks)
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._parse = json.JSONDecoder().raw_decode
        self._text, self._position, self._lines = "", 0, 1

    def peek(self) -> str:
        """The next character that is not white space."""
        while True:
            while self._position < len(self._text) and self._text[self._position] in _SPACE:
                self._position += 1
            if self._position < len(self._text):
                return self._text[self._position]
            if not self._read_more():
                raise self.refusal("ends too early")

    def skip(self) -> None:
        """Skip one character."""
        self._position += 1

    def items(self) -> Iterator[Any]:
        """The items of a list, after its opening bracket."""
        while (character := self.peek()) != "]":
            if character == ",":
                self.skip()
            else:
                yield self.value()
        self.skip()

    def value(self) -> Any:
        """Parse the next value."""
        self.peek()
        while True:
            try:
                value, end = self._parse(self._text, self._position)
            except (ValueError, RecursionError):
                if len(self._text) - self._position > MAXIMUM_ITEM or not self._read_more():
                    raise self.refusal("not JSON") from None
                continue
            rest = self._text[end : end + _LONGEST_NUMBER]
            if len(rest) < _LONGEST_NUMBER and not rest.strip("0123456789.eE+-") and self._read_more():
                continue  # a number may continue in the next chunk
            self._position = end
            return value

    def refusal(self, what: str) -> ImportRefused:
        """An error at the present line."""
        line = self._lines + self._text.count("\n", 0, self._position)
        return ImportRefused(self._where, line, what, _HINT)

    def _read_more(self) -> bool:
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        self._lines += self._text.count("\n", 0, self._position)
        self._text, self._position = self._text[self._position :] + self._decoder.decode(chunk), 0
        return True
