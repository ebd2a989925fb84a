"""The archive of a backup: a tar packed by gzip, which any machine can open without this project. Pure.

First `backup.json`, which says what it is; then the files; at last `SHA256SUMS`, as sha256sum(1) reads it, so
that an archive that was cut off is known for one.
"""

import json
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Protocol

FORMAT = 1
HEAD, SUMS = "backup.json", "SHA256SUMS"
_GZIP = 31  # zlib's number for windows of 32 KiB in the gzip format
_BLOCK = 512  # POSIX pax
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class BackupHead:
    """`version`: of the project; `made`: when, in ISO 8601; `places`: of what at the site's root it is a
    backup, whether that was there or not."""

    format: int
    version: str
    made: str
    places: tuple[str, ...]


class ArchivedFile(Protocol):
    """A file on its way into an archive."""

    @property
    def name(self) -> str: ...
    @property
    def private(self) -> bool: ...
    @property
    def modified(self) -> int: ...
    def pieces(self) -> tuple[int, Iterator[bytes]]: ...


def pack(head: BackupHead, files: Iterable[ArchivedFile]) -> Iterator[bytes]:
    """The archive, piece by piece."""
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
    for piece in _tar(head, files):
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()


def _tar(head: BackupHead, files: Iterable[ArchivedFile]) -> Iterator[bytes]:
    yield from _small(HEAD, json.dumps(asdict(head), indent=1).encode() + b"\n")
    sums: list[str] = []
    for file in files:
        whole = sha256()
        size, pieces = file.pieces()
        yield _member(file.name, size, 0o600 if file.private else 0o644, file.modified)
        for piece in pieces:
            whole.update(piece)
            yield piece
        yield _filling(size)
        sums.append(sum_line(whole.hexdigest(), file.name))
    yield from _small(SUMS, "".join(sums).encode())
    yield bytes(2 * _BLOCK)


def _small(name: str, data: bytes) -> Iterator[bytes]:
    yield _member(name, len(data), 0o644, 0) + data + _filling(len(data))


def _member(name: str, size: int, mode: int, modified: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, mode, modified
    return info.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape")


def _filling(size: int) -> bytes:
    return bytes(-size % _BLOCK)


def sum_line(digest: str, name: str) -> str:
    """A line of SHA256SUMS; coreutils escapes such names as these."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}\n"


def head(data: bytes) -> BackupHead:
    """Raises ValueError where this is none."""
    try:
        given = json.loads(data)
        places = tuple(map(str, given["places"]))
        return BackupHead(int(given["format"]), str(given["version"]), str(given["made"]), places)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{HEAD} says nothing that is known ({error})") from None
