"""A JSON document of lists, item after item: never all of it in memory. Pure."""

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
    """What stands in the document's lists, with the name of its list; other values with their names. Raises
    ImportRefused where it is not such a document."""
    text = _Text(chunks, where)
    if text.sign() != "{":
        raise text.refusal("begins with no “{”")
    text.skip()
    while text.sign() != "}":
        if text.sign() == ",":
            text.skip()
        name = text.value()
        if not isinstance(name, str) or text.sign() != ":":
            raise text.refusal("not JSON")
        text.skip()
        if text.sign() == "[":
            text.skip()
            yield from ((name, item) for item in text.items())
        else:
            yield name, text.value()


class _Text:
    """As much of the document as is needed to read one value."""

    def __init__(self, chunks: Iterable[bytes], where: str) -> None:
        self._where, self._chunks = where, iter(chunks)
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._parse = json.JSONDecoder().raw_decode
        self._text, self._place, self._lines = "", 0, 1

    def sign(self) -> str:
        """The next that is not white space."""
        while True:
            while self._place < len(self._text) and self._text[self._place] in _SPACE:
                self._place += 1
            if self._place < len(self._text):
                return self._text[self._place]
            if not self._more():
                raise self.refusal("ends too early")

    def skip(self) -> None:
        self._place += 1

    def items(self) -> Iterator[Any]:
        while (sign := self.sign()) != "]":
            if sign == ",":
                self.skip()
            else:
                yield self.value()
        self.skip()

    def value(self) -> Any:
        self.sign()
        while True:
            try:
                found, end = self._parse(self._text, self._place)
            except (ValueError, RecursionError):
                if len(self._text) - self._place > MAXIMUM_ITEM or not self._more():
                    raise self.refusal("not JSON") from None
                continue
            rest = self._text[end : end + _LONGEST_NUMBER]
            if len(rest) < _LONGEST_NUMBER and not rest.strip("0123456789.eE+-") and self._more():
                continue  # a number may go on
            self._place = end
            return found

    def refusal(self, what: str) -> ImportRefused:
        line = self._lines + self._text.count("\n", 0, self._place)
        return ImportRefused(self._where, line, what, _HINT)

    def _more(self) -> bool:
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        self._lines += self._text.count("\n", 0, self._place)
        self._text, self._place = self._text[self._place :] + self._decoder.decode(chunk), 0
        return True
