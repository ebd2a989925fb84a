"""Unpacks the archive of a backup into an empty folder and verifies it."""

import re
import tarfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO

from plugins.backup import archive, contents
from plugins.backup.archive import BackupHead
from plugins.common import files

_PIECE = 1 << 20
_LINE = re.compile(r"(\\?)([0-9a-f]{64})  (.+)")


class BadArchive(Exception):
    """The archive cannot be restored. The message says what is wrong, and what to do."""


def unpack(stream: IO[bytes], folder: Path) -> tuple[BackupHead, dict[str, str]]:
    """Unpack an archive. Returns its head and the digest of each file. Raises BadArchive, OSError."""
    try:
        with tarfile.open(fileobj=stream, mode="r|gz") as tar:
            return _unpack(tar, folder)
    except (tarfile.TarError, zlib.error, EOFError) as error:
        raise BadArchive(f"it cannot be read to its end ({error}). Take another backup.") from None


def _unpack(tar: tarfile.TarFile, folder: Path) -> tuple[BackupHead, dict[str, str]]:
    members = iter(tar)
    first = next(members, None)
    if first is None or first.name != archive.HEAD:
        raise BadArchive("it is not a backup of `make backup`: it does not begin with backup.json.")
    head = _head(_opened(tar, first).read())
    written: dict[str, str] = {}
    for member in members:
        file = _opened(tar, member)
        if member.name == archive.SUMS:
            _compare(written, file.read().decode("utf-8", "surrogateescape"))
            return head, written
        _require_restorable(member)
        written[member.name] = _write(folder / member.name, file, private=not member.mode & 0o077)
    raise BadArchive("its end is missing (SHA256SUMS). Take another backup.")


def _opened(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    file = tar.extractfile(member) if member.isreg() else None
    if file is None:
        raise BadArchive(f"{member.name} in it is not an ordinary file. It was not made by `make backup`.")
    return file


def _write(path: Path, file: IO[bytes], private: bool) -> str:
    """Write a file in pieces, so that a video need not fit into memory; returns its digest."""
    piece = file.read(_PIECE)
    whole = sha256(piece)
    files.create(path, piece, private)
    while piece := file.read(_PIECE):
        whole.update(piece)
        files.append(path, piece)
    return whole.hexdigest()


def _head(data: bytes) -> BackupHead:
    try:
        head = archive.head(data)
    except ValueError as error:
        raise BadArchive(f"{error}.") from None
    if head.format > archive.FORMAT:
        what = f"it was made by version {head.version}, in a format that this version does not know"
        raise BadArchive(f"{what}. Restore it with that version, or a later one.")
    return head


def _require_restorable(member: tarfile.TarInfo) -> None:
    if not contents.is_restorable(member.name):
        raise BadArchive(f"{member.name} in it is not part of a site. It was not made by `make backup`.")


def _compare(written: dict[str, str], sums: str) -> None:
    expected = dict(_sums(sums))
    for name in sorted(expected.keys() | written.keys()):
        if expected.get(name) != written.get(name):
            raise BadArchive(f"{name} in it is not what was put in. Take another backup.")


def _sums(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        if match := _LINE.fullmatch(line):
            escaped, digest, name = match.groups()
            yield (re.sub(r"\\(.)", _unescaped, name) if escaped else name), digest


def _unescaped(escape: re.Match[str]) -> str:
    return {"n": "\n", "r": "\r"}.get(escape[1], escape[1])
