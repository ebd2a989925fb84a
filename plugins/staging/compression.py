"""Smaller copies of a file, for hosts that send what lies there: Brotli (RFC 7932) and gzip (RFC 1952).

Neither writes a time or a name into its file: the same page gives the same bytes. How hard they try is chosen
by measurement (docs/hosting.md): the last per cents of a page cost ten times all the others. Pure.
"""

import gzip
import re
import zlib
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import NamedTuple

import brotli
import deflate

from plugins.common import versions


class Levels(NamedTuple):
    """How to make the copy of each coding, by the ending of its name."""

    br: int
    gz: int


_PAGE, _LONG, _LASTING = Levels(6, 10), Levels(7, 9), Levels(11, 12)
_SMALLEST = Levels(11, 12)
_MUCH = 150_000  # bytes: feeds and overviews, which are others at each comment

_TEXT = (".html", ".css", ".svg", ".txt", ".ico")
_DATA = (".xml", ".json")
_OLDER = re.compile(r"-\d+\.\w+$")  # archives of a feed (`feeds.documents`)


def _brotli(data: bytes, level: int) -> bytes:
    """Brotli with a window no larger than the file: that saves twenty bytes of a page."""
    return bytes(brotli.compress(data, quality=level, lgwin=min(22, max(16, len(data).bit_length()))))


_CODINGS: tuple[tuple[str, Callable[[bytes, int], bytes], Callable[[bytes], bytes]], ...] = (
    (".br", _brotli, brotli.decompress),
    (".gz", lambda data, level: bytes(deflate.gzip_compress(data, level)), gzip.decompress),
)
ENDINGS = tuple(ending for ending, _, _ in _CODINGS)


@cache
def made_with(smallest: bool) -> str:
    """Whose copies may be taken over: with another line here, others are made."""
    tools = ", ".join(f"{name} {versions.installed().get(name)}" for name in ("brotli", "deflate"))
    return f"{tools}: {_SMALLEST if smallest else (_PAGE, _LONG, _LASTING)}\n"


def is_worth_it(name: str) -> bool:
    """Whether a file is asked for often enough to be packed beforehand: pages, the style sheet, the feeds of
    the site. A feed of one category, tag or conversation, what a feed said long ago, or the sitemap is packed
    by the server when somebody asks; pictures are packed already."""
    return name.endswith(_TEXT) or (
        name.endswith(_DATA) and name.startswith("feed/") and not _OLDER.search(name)
    )


def smaller(
    name: str, data: bytes, smallest: bool = False, endings: Collection[str] = ENDINGS
) -> Iterator[tuple[str, bytes]]:
    """Ending and bytes of each copy that is smaller than the file itself. `smallest`: whatever it takes."""
    levels = _SMALLEST if smallest else _levels(name, len(data))
    for (ending, compress, _), level in zip(_CODINGS, levels, strict=True):
        if ending in endings and len(copy := compress(data, level)) < len(data):
            yield ending, copy


def _levels(name: str, size: int) -> Levels:
    if name.endswith(_DATA) or size > _MUCH:
        return _LONG
    return _PAGE if name.endswith(".html") else _LASTING


def holds(ending: str, copy: bytes, data: bytes) -> bool:
    """Whether a copy made earlier, perhaps before a crash, is of this very file."""
    try:
        return next(expand for name, _, expand in _CODINGS if name == ending)(copy) == data
    except (brotli.error, OSError, EOFError, zlib.error):
        return False
