"""Writes the archive of a backup: a gzipped tar, which can be unpacked without this project. Pure.

It begins with `backup.json`, which describes it, followed by the files. At the end is `SHA256SUMS`, as
sha256sum(1) reads it, so that an incomplete archive is recognised.
"""

import json
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

FORMAT = 1
HEAD, SUMS = "backup.json", "SHA256SUMS"
_GZIP = 31  # zlib's number for windows of 32 KiB in the gzip format
_BLOCK = 512  # POSIX pax
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class BackupHead:
    """The contents of `backup.json`. `version`: of the project. `made`: when, in ISO 8601. `roots`: the files
    and folders at the site's root that were to be backed up, whether they existed or not; “places” in the
    file."""

    format: int
    version: str
    made: str
    roots: tuple[str, ...]

    def dump(self) -> bytes:
        """The file; `head` reads it."""
        data = {"format": self.format, "version": self.version, "made": self.made, "places": self.roots}
        return json.dumps(data, indent=1).encode() + b"\n"


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
    yield from _small(HEAD, head.dump())
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
    """A line of SHA256SUMS, with names escaped as by coreutils."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}\n"


def head(data: bytes) -> BackupHead:
    """Parse `backup.json`. Raises ValueError if it is something else."""
    try:
        fields = json.loads(data)
        roots = tuple(map(str, fields["places"]))
        return BackupHead(int(fields["format"]), str(fields["version"]), str(fields["made"]), roots)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{HEAD} says nothing that is known ({error})") from None
