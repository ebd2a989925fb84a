"""Many records on disk, found by name: one file that only grows, and a sealed index that says where.

The index is written last. What a crash leaves behind its end is nobody's; a record that is not what the index
says is a record that is not there.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from plugins.common import files
from plugins.fastbuild import sealed

Place = tuple[int, int, bytes]  # offset, length, digest
_MOST_WASTE = 2  # times what is in use


class Drawer:
    """`made_by` says who wrote it: of anybody else nothing is kept. `notice` is told, in a sentence, why."""

    def __init__(self, path: Path, made_by: str) -> None:
        self._path, self._index_path, self._made_by = path, path.with_suffix(".index"), made_by
        self._places: dict[str, Place] = {}
        self._new: dict[str, bytes] = {}
        self._adopted = False
        self._pieces: files.Pieces | None = None
        self.notice = ""
        self._open()

    def _open(self) -> None:
        try:
            made_by, places = sealed.read(self._index_path)
        except FileNotFoundError:
            return
        except ValueError as error:
            self.notice = f"{self._index_path.name} is {error}: begun anew"
            return
        if made_by == self._made_by:
            self._places = places
        else:
            self.notice = f"{self._index_path.name} is of other settings or versions: begun anew"

    def __contains__(self, name: str) -> bool:
        return name in self._places or name in self._new

    def get(self, name: str) -> bytes | None:
        """The record, or None where there is none that can be believed."""
        data = self.cut(name)
        return data if data is not None and self.believes(name, data) else None

    def cut(self, name: str, start: int = 0, length: int | None = None) -> bytes | None:
        """A piece of the record, or all of it, whatever it is; None where there is none."""
        if name in self._new:
            return self._new[name][start : None if length is None else start + length]
        if name not in self._places:
            return None
        offset, size, _ = self._places[name]
        try:
            self._pieces = self._pieces or files.Pieces(self._path)
        except FileNotFoundError:
            return b""
        return self._pieces.part(offset + start, size if length is None else length)

    def place(self, name: str) -> Place | None:
        """Where a record of the file is; None for one that is not written yet."""
        return None if name in self._new else self._places.get(name)

    def believes(self, name: str, data: bytes) -> bool:
        """Whether `data` is what the index says of the record; if not, it is dropped."""
        if name in self._new or self.digest(data) == self._places[name][2]:
            return True
        self.drop(name)
        return False

    def drop(self, name: str) -> None:
        """It was damaged."""
        self.notice = f"{self._path.name} is damaged: what is missing is made again"
        self._places.pop(name, None)

    def digest(self, record: bytes) -> bytes:
        """What the index says of a record."""
        return sealed.digest(record)

    def put(self, name: str, data: bytes) -> None:
        """Kept once `save` has been called."""
        self._new[name] = data

    def put_all(self, records: Mapping[str, bytes]) -> dict[str, Place]:
        """Write them now; this may be another process. Whoever saves must be told the places: `adopt`."""
        offset = files.append(self._path, b"".join(records.values()))
        places = {}
        for name, data in records.items():
            places[name] = (offset, len(data), self.digest(data))
            offset += len(data)
        return places

    def adopt(self, places: Mapping[str, Place]) -> None:
        self._places.update(places)
        self._adopted = True

    def save(self, names: Collection[str] | None = None) -> None:
        """Write what is new. `names`: those still needed; once the others are most of the file, they go."""
        if names is not None and self._wasted(names):
            self._new = {name: data for name in names if (data := self.get(name)) is not None}
            self._places = {}
            self._path.unlink(missing_ok=True)
            self._pieces = None
        if self._new or self._adopted:
            self._places.update(self.put_all(self._new))
            sealed.write(self._index_path, (self._made_by, self._places))
        self._new, self._adopted = {}, False

    def _wasted(self, names: Collection[str]) -> bool:
        size = self._path.stat().st_size if self._path.exists() else 0
        used = sum(self._places[name][1] for name in names if name in self._places)
        return not self._places or size > _MOST_WASTE * used + sum(map(len, self._new.values()))
