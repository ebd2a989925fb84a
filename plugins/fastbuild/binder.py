"""A drawer of records that have parts, each read alone: who wants a summary reads no text.

A record begins with the length and the digest of each part; the index holds the digest of that beginning.
"""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.fastbuild import sealed
from plugins.fastbuild.drawer import Drawer, Place

_MARK = struct.Struct("<I16s")  # of a part, in the beginning of a record


class Part(NamedTuple):
    data: bytes
    digest: bytes


def part(data: bytes) -> Part:
    return Part(data, sealed.digest(data))


def bound(parts: Sequence[Part]) -> bytes:
    """The record."""
    head = [_MARK.pack(len(each.data), each.digest) for each in parts]
    return b"".join((*head, *(each.data for each in parts)))


class Binder(Drawer):
    """`parts`: how many each record has."""

    def __init__(self, path: Path, made_by: str, parts: int) -> None:
        self._parts, self._size = parts, parts * _MARK.size
        self._marks = struct.Struct("<" + parts * "I16s")
        self._heads: dict[Place, bytes] = {}
        self._proved: dict[Place, int] = {}  # a bit for each part
        super().__init__(path, made_by)

    def part(self, name: str, number: int) -> bytes | None:
        """One part of a record, or None where there is none that can be believed. What was proved once is not
        looked at again: the entry of an article is read for each of five feeds."""
        place = self.place(name)
        head = self._beginning(name, place)
        if head is None:
            return None
        marks = self._marks.unpack(head)
        length, digest = marks[2 * number : 2 * number + 2]
        data = self.cut(name, self._size + sum(marks[0 : 2 * number : 2]), length)
        if place is not None and self._proved.get(place, 0) >> number & 1:
            return data
        if data is None or sealed.digest(data) != digest:
            self.drop(name)
            return None
        if place is not None:
            self._proved[place] = self._proved.get(place, 0) | 1 << number
        return data

    def _beginning(self, name: str, place: Place | None) -> bytes | None:
        """The lengths and digests of its parts."""
        if place is not None and place in self._heads:
            return self._heads[place]
        head = self.cut(name, 0, self._size)
        if head is None or not self.believes(name, head):
            return None
        if place is not None:
            self._heads[place] = head
        return head

    def is_whole(self, name: str) -> bool:
        return all(self.part(name, number) is not None for number in range(self._parts))

    def digest(self, record: bytes) -> bytes:
        return sealed.digest(record[: self._size])
