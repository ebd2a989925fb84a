"""From the tree that Python-Markdown made to passages, one a block, and back again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from plugins.typography import stash
from plugins.typography.languages import is_french
from plugins.typography.passage import Piece
from plugins.typography.shield import is_address
from plugins.typography.signs import LINE, OBJECT

_THINGS = stash.VOID | stash.UNTOUCHED
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """Where a text stands: at the beginning of `parent`, or behind its child `after`."""

    parent: Element
    after: Element | None = None

    @property
    def text(self) -> str:
        return (self.parent.text if self.after is None else self.after.tail) or ""

    def put(self, text: str) -> None:
        if self.after is None:
            self.parent.text = text
        else:
            self.after.tail = text


@dataclass(slots=True)
class Block:
    """The text of one block: its slots, and their pieces in order."""

    slots: list[Slot] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


_Step = tuple[Element, Element | None, bool, bool]
"""An element, its parent, whether French surrounds it, whether to leave it instead of entering."""


class Walk:
    """One pass over a tree. `blocks` gives every block that holds text, in order."""

    def __init__(self, is_block: Callable[[Any], bool], stashed: Sequence[Any]) -> None:
        self._is_block, self._stashed = is_block, stashed
        self._block = Block()
        self._raw: list[str] = []  # raw tags open inside the outermost one that shuts the rules out

    def blocks(self, root: Element, french: bool) -> Iterator[Block]:
        """All blocks below `root`; `french` says what language a text is in where nothing else says it."""
        todo: list[_Step] = [(root, None, french, False)]  # the last comes first
        while todo:
            element, parent, french, leaving = todo.pop()
            if self._is_block(element.tag) and self._block.pieces:
                yield self._flush()
            if leaving and parent is not None:
                self._read(Slot(parent, element), french)
            elif not leaving:
                todo.append((element, parent, french, True))
                todo += self._enter(element, french)
        yield self._flush()

    def _flush(self) -> Block:
        done, self._block, self._raw = self._block, Block(), []
        return done

    def _enter(self, element: Element, french: bool) -> list[_Step]:
        """Read the beginning of an element; its children are still to do."""
        tag = element.tag
        if tag == "br":
            self._thing(LINE)
        elif not isinstance(tag, str) or tag in _THINGS or _is_own_address(element):
            self._thing(OBJECT)
        else:
            french = _french(element, french)
            self._read(Slot(element), french)
            return [(child, element, french, False) for child in reversed(element)]
        return []

    def _thing(self, seen: str) -> None:
        self._block.pieces.append(Piece("", slot=-1, seen=seen))

    def _read(self, slot: Slot, french: bool) -> None:
        if not slot.text:
            return
        if not french or isinstance(slot.text, AtomicString):
            self._thing(OBJECT)
            return
        number = len(self._block.slots)
        self._block.slots.append(slot)
        self._block.pieces += (self._piece(part, number) for part in stash.split(slot.text, self._stashed))

    def _piece(self, part: str | stash.Held, slot: int) -> Piece:
        if isinstance(part, stash.Held):
            self._follow(part)
            return Piece(part.text, slot, part.seen)
        return Piece(part, slot, OBJECT if self._raw and part else None)

    def _follow(self, held: stash.Held) -> None:
        """Keep account of raw tags, from one that shuts the rules out to the end tag that belongs to it."""
        if held.opens and (held.shut or held.opens == next(iter(self._raw), None)):
            self._raw.append(held.opens)
        elif self._raw and held.closes == self._raw[0]:
            while self._raw.pop() != held.closes:
                pass


def _french(element: Element, inherited: bool) -> bool:
    lang = element.get("lang") or element.get(_XML_LANG)
    return is_french(lang) if lang else inherited


def _is_own_address(element: Element) -> bool:
    return element.tag == "a" and is_address("".join(element.itertext()))


def write(block: Block, pieces: Sequence[Piece]) -> None:
    """Put the pieces back where they came from; raised ones become elements."""
    raised: dict[Element, dict[Element | None, list[Element]]] = {}
    for slot, own in zip(block.slots, _by_slot(block, pieces), strict=True):
        if made := _write_slot(slot, own):
            raised.setdefault(slot.parent, {})[slot.after] = made
    for parent, behind in raised.items():
        parent[:] = [*behind.get(None, []), *(new for old in parent for new in (old, *behind.get(old, [])))]


def _by_slot(block: Block, pieces: Sequence[Piece]) -> list[list[Piece]]:
    every: list[list[Piece]] = [[] for _ in block.slots]
    for piece in pieces:
        if piece.slot >= 0:
            every[piece.slot].append(piece)
    return every


def _write_slot(slot: Slot, pieces: Sequence[Piece]) -> list[Element]:
    """Write one slot; give the elements that must follow its first text."""
    texts, made = [""], list[Element]()
    for piece in pieces:
        if piece.raised and piece.text:
            element = Element("sup")
            element.text = piece.text
            made.append(element)
            texts.append("")
        else:
            texts[-1] += piece.text
    slot.put(texts[0])
    for element, tail in zip(made, texts[1:], strict=True):
        element.tail = tail
    return made
