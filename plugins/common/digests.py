"""Digests of bytes, and of plain values."""

import marshal
from hashlib import sha256
from typing import Any

SIZE = 16


def digest(data: bytes | memoryview) -> bytes:
    """The first sixteen bytes of SHA-256, for which processors have instructions."""
    return sha256(data).digest()[:SIZE]


def canonical(value: Any) -> bytes:
    """A value as bytes to take a digest of: the same bytes for equal values. Later versions of the format of
    `marshal` do not guarantee that, since they note which parts are the same object."""
    return marshal.dumps(value, 2)


def with_digest(data: bytes) -> bytes:
    """Data with their digest in front, so that they can be verified before `marshal`, which trusts its input,
    reads them."""
    return digest(data) + data


def verified(data: bytes) -> memoryview:
    """The data that `with_digest` was given. Raises ValueError if the digest does not match."""
    content = memoryview(data)[SIZE:]
    if digest(content) != data[:SIZE]:
        raise ValueError("damaged")
    return content
