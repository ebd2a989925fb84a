"""Reads the export file, plain, zipped or gzipped, as a stream with limits.

A zip is not unpacked to disk, so no name in it ever becomes a path. The limits stop files that are small on
disk and huge when unpacked (“hostile exports”, docs/importing.md).
"""

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from plugins.importers.record import ImportRefused

MAXIMUM_BYTES = 8 * 1024**3
MAXIMUM_RATIO = 300
"""Texts of blogs are compressed to a third or a twentieth; the limit of deflate is 1032 (RFC 1951)."""
_UNJUDGED = 64 * 1024**2
"""Up to this size, unpacked, the ratio is not checked."""

_EVERY = 1024**2
_DAMAGES = (zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, EOFError)

Progress = Callable[[int], None]


class Unpacked(Protocol):
    """The common interface of a file, a member of a zip, and a gzip file."""

    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


class Stream:
    """The bytes of the export. Checks the limits, and reports how far the file on disk has been read."""

    def __init__(self, path: Path, unpacked: Unpacked, raw: IO[bytes], progress: Progress) -> None:
        self._where, self._unpacked, self._raw, self._progress = path.name, unpacked, raw, progress
        self._count = self._told = 0

    def read(self, size: int) -> bytes:
        try:
            return self._counted(self._unpacked.read(size))
        except _DAMAGES as error:
            raise self._damaged(error) from None

    def readline(self, size: int) -> bytes:
        try:
            return self._counted(self._unpacked.readline(size))
        except _DAMAGES as error:
            raise self._damaged(error) from None

    def _counted(self, data: bytes) -> bytes:
        self._count += len(data)
        if self._count - self._told >= _EVERY or not data:
            self._told = self._count
            self._progress(self._raw.tell())
            if self._count > _UNJUDGED:
                self._judge()
        return data

    def _damaged(self, error: Exception) -> ImportRefused:
        what = f"the packed file is damaged ({error})"
        return ImportRefused(self._where, 0, what, "Download the export again.")

    def _judge(self) -> None:
        if self._count > MAXIMUM_BYTES or self._count > MAXIMUM_RATIO * max(1, self._raw.tell()):
            what = f"unpacks to more than {self._count:,} bytes out of {self._raw.tell():,}"
            hint = (
                "This is not an export of a blog. Unpack it yourself if you know better, and import the text."
            )
            raise ImportRefused(self._where, 0, what, hint)


@contextmanager
def stream(path: Path, progress: Progress = lambda _: None) -> Iterator[Stream]:
    """The export as a stream, unpacked if necessary."""
    with path.open("rb") as raw:
        start = raw.read(4)
        raw.seek(0)
        if start.startswith(b"PK"):
            with zipfile_member(path, raw) as member:
                yield Stream(path, member, raw, progress)
        elif start.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=raw) as unpacked:
                yield Stream(path, unpacked, raw, progress)
        else:
            yield Stream(path, raw, raw, progress)


@contextmanager
def zipfile_member(path: Path, raw: IO[bytes]) -> Iterator[IO[bytes]]:
    """The only file in a zip, not counting folders and `__MACOSX`."""
    try:
        archive = zipfile.ZipFile(raw)
        member = archive.open(_only(path, archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        hint = "Unpack it yourself, and import the text inside."
        raise ImportRefused(path.name, 0, f"a zip that cannot be read ({error})", hint) from None
    with archive, member:
        yield member


def _only(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [member for member in archive.infolist() if not member.is_dir()]
    for name in (member.filename for member in members):
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
            hint = "No blog wrote this zip. If you trust its text, unpack that yourself and import it."
            raise ImportRefused(path.name, 0, f"the zip names a path outside itself: {name!r}", hint)
    wanted = [member for member in members if not member.filename.startswith("__MACOSX/")]
    if len(wanted) != 1:
        hint = "Unpack it, and import the one file that is the export."
        raise ImportRefused(path.name, 0, f"the zip holds {len(wanted)} files, not one", hint)
    return wanted[0]
