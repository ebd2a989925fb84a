"""What is kept between builds, so that damage and other versions are seen before anything is believed.

A seal is a name of the format, a digest and the bytes. Inside is what `marshal` writes: plain values only,
and, unlike a pickle, nothing that runs when it is read. `marshal` trusts its input, which is why the digest
is looked at first, and why the format's name holds Python's version.
"""

import marshal
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from plugins.common import files

_NAME = f"fastbuild 2 {sys.implementation.cache_tag} {marshal.version}\n".encode()
_SIZE = 16


def digest(data: bytes | memoryview) -> bytes:
    """Sixteen bytes that no two contents share. Of SHA-256, for which processors have instructions: twice as
    fast as BLAKE2 there."""
    return sha256(data).digest()[:_SIZE]


def canonical(value: Any) -> bytes:
    """The same bytes for equal values, which later versions of `marshal` do not promise: they note which
    parts are one object. To take a digest of."""
    return marshal.dumps(value, 2)


def seal(value: Any) -> bytes:
    """`value`: of numbers, texts, bytes, None, tuples, lists, dictionaries."""
    data = marshal.dumps(value)
    return b"".join((_NAME, digest(data), data))


def opened(data: bytes) -> Any:
    """What was sealed. Raises ValueError for anything else."""
    start = len(_NAME) + _SIZE
    if not data.startswith(_NAME):
        raise ValueError("of another version")
    if digest(memoryview(data)[start:]) != data[len(_NAME) : start]:
        raise ValueError("damaged")
    return marshal.loads(memoryview(data)[start:])


def read(path: Path) -> Any:
    """What `write` wrote. Raises FileNotFoundError, or ValueError where it is not that."""
    return opened(path.read_bytes())


def write(path: Path, value: Any) -> None:
    """Whole or not at all."""
    files.write(path, seal(value))
