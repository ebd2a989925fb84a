"""From the tree that Python-Markdown made to passages, one a block, and back again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from plugins.typography import stash
from plugins.typography.languages import is_french
from plugins.typography.passage import Piece
from plugins.typography.shield import is_address
from plugins.typography.signs import LINE, OBJECT

_THINGS = stash.VOID | stash.UNTOUCHED
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Slot(NamedTuple):
    """Where a text stands: at the beginning of `parent`, or behind its child `after`."""

    parent: Element
    after: Element | None = None

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


class Walk:
    """One pass over a tree. `blocks` gives every block that holds text, in order."""

    def __init__(self, is_block: Callable[[Any], bool], stashed: Sequence[Any]) -> None:
        self._is_block, self._stashed = cache(is_block), stashed
        self._blocks: list[Block] = []
        self._block = Block()
        self._raw: list[str] = []  # raw tags open inside the outermost one that shuts the rules out

    def blocks(self, root: Element, french: bool) -> list[Block]:
        """All blocks below `root`; `french` says what language a text is in where nothing else says it."""
        self._read_all(root, _french(root, french))
        self._flush()
        return self._blocks

    def _flush(self) -> None:
        pieces = self._block.pieces
        if len(pieces) > 1 or (pieces and not pieces[0].text.isspace()):
            self._blocks.append(self._block)
        if pieces:
            self._block, self._raw = Block(), []

    def _read_all(self, element: Element, french: bool) -> None:
        """Calls itself as deep as elements stand in each other, like the serializer of Python-Markdown."""
        if element.text:
            self._read(element.text, Slot(element), french)
        for child in element:
            is_block = self._is_block(child.tag)
            if is_block:
                self._flush()
            if thing := _as_thing(child):
                self._thing(thing)
            else:
                self._read_all(child, _french(child, french))
            if is_block:
                self._flush()
            if child.tail:
                self._read(child.tail, Slot(element, child), french)

    def _thing(self, seen: str) -> None:
        self._block.pieces.append(Piece("", slot=-1, seen=seen))

    def _read(self, text: str, slot: Slot, french: bool) -> None:
        if not french or isinstance(text, AtomicString):
            self._thing(OBJECT)
            return
        number = len(self._block.slots)
        self._block.slots.append(slot)
        if stash.START in text:
            self._block.pieces += [self._piece(part, number) for part in stash.split(text, self._stashed)]
        else:
            self._block.pieces.append(Piece(text, number, OBJECT if self._raw else None))

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


def _as_thing(element: Element) -> str:
    """What the rules see of an element whose text they do not; nothing for one whose text they see."""
    tag = element.tag
    if tag == "br":
        return LINE
    return OBJECT if not isinstance(tag, str) or tag in _THINGS or _is_own_address(element) else ""


def _french(element: Element, inherited: bool) -> bool:
    lang = element.get("lang") or element.get(_XML_LANG)
    return is_french(lang) if lang else inherited


def _is_own_address(element: Element) -> bool:
    return element.tag == "a" and is_address("".join(element.itertext()))


def write(block: Block, pieces: Sequence[Piece]) -> None:
    """Put the pieces back where they came from; raised ones become elements."""
    with_raised = {piece.slot for piece in pieces if piece.raised}
    raised: dict[Element, dict[Element | None, list[Element]]] = {}
    for number, own in enumerate(_by_slot(block, pieces)):
        slot = block.slots[number]
        if number in with_raised:
            raised.setdefault(slot.parent, {})[slot.after] = _write_raised(slot, own)
        else:
            slot.put("".join([piece.text for piece in own]))
    for parent, behind in raised.items():
        parent[:] = [*behind.get(None, []), *(new for old in parent for new in (old, *behind.get(old, [])))]


def _by_slot(block: Block, pieces: Sequence[Piece]) -> list[list[Piece]]:
    every: list[list[Piece]] = [[] for _ in block.slots]
    for piece in pieces:
        if piece.slot >= 0:
            every[piece.slot].append(piece)
    return every


def _write_raised(slot: Slot, pieces: Sequence[Piece]) -> list[Element]:
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
