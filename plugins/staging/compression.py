"""Smaller copies of a page, for hosts that send a file as it lies: Brotli (RFC 7932) and gzip (RFC 1952).

At the highest level of each: it is paid once, by the build. Neither writes a time or a name into its file, so
the same page gives the same bytes. Pure.
"""

import gzip
import zlib
from collections.abc import Callable, Collection, Iterator
from importlib.metadata import version
from pathlib import PurePath

import brotli
from zopfli import gzip as zopfli

_TEXT = frozenset({".html", ".css", ".xml", ".json", ".svg", ".txt", ".ico"})


def _zopfli(data: bytes) -> bytes:
    """Five rounds: fifteen, the library's own number, take three times as long for one byte in a thousand."""
    return bytes(zopfli.compress(data, numiterations=5))


_CODINGS: tuple[tuple[str, Callable[[bytes], bytes], Callable[[bytes], bytes]], ...] = (
    (".br", brotli.compress, brotli.decompress),
    (".gz", _zopfli, gzip.decompress),
)
ENDINGS = tuple(ending for ending, _, _ in _CODINGS)
TOOLS = ", ".join(f"{name} {version(name)}" for name in ("brotli", "zopfli"))


def is_worth_it(path: PurePath) -> bool:
    """Pictures are compressed already."""
    return path.suffix in _TEXT


def smaller(data: bytes, endings: Collection[str] = ENDINGS) -> Iterator[tuple[str, bytes]]:
    """Ending and bytes of each copy that is smaller than the file itself."""
    for ending, compress, _ in _CODINGS:
        if ending in endings and len(copy := compress(data)) < len(data):
            yield ending, copy


def holds(ending: str, copy: bytes, data: bytes) -> bool:
    """Whether a copy made earlier, perhaps before a crash, is of this very file."""
    try:
        return next(expand for name, _, expand in _CODINGS if name == ending)(copy) == data
    except (brotli.error, OSError, EOFError, zlib.error):
        return False
