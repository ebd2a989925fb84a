"""Digests of bytes, and of plain values."""

import marshal
from hashlib import sha256
from typing import Any

SIZE = 16


def digest(data: bytes | memoryview) -> bytes:
    """Sixteen bytes that no two contents share. Of SHA-256, for which processors have instructions."""
    return sha256(data).digest()[:SIZE]


def canonical(value: Any) -> bytes:
    """The same bytes for equal values, which later versions of `marshal` do not promise: they note which
    parts are one object. To take a digest of."""
    return marshal.dumps(value, 2)


def with_digest(data: bytes) -> bytes:
    """With its digest before it. `marshal` trusts its input: what was kept is looked at first."""
    return digest(data) + data


def verified(data: bytes) -> memoryview:
    """What stands behind its digest. Raises ValueError where it is not that any more."""
    inside = memoryview(data)[SIZE:]
    if digest(inside) != data[:SIZE]:
        raise ValueError("damaged")
    return inside
