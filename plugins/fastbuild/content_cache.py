"""What Markdown, typography and the rest made of a text, kept under the digest of that text.

Reading an article costs a thousand times as much as finding it here. A change of settings, of a library or of
our own code is a change of `made_by`, and nothing is found.
"""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from plugins.articles.reading import Parsed, decoded
from plugins.fastbuild import pool, progress
from plugins.fastbuild.drawer import Drawer, Place
from plugins.fastbuild.sealed import canonical, digest

_AT_ONCE = 50
_Read = tuple[list[str], Mapping[str, Place]]


class ContentCache:
    """`parse` is the slow way, for what is not in the cache. What is expected is read on all cores, while
    those who ask for it go on with what has been read."""

    def __init__(self, folder: Path, made_by: str, parse: Callable[[str], Parsed]) -> None:
        self._drawer = Drawer(folder / "content", made_by)
        self._slow = parse
        self._used: set[str] = set()
        self._expected: list[Path] = []
        self._coming: Iterator[_Read] | None = None

    @property
    def notice(self) -> str:
        return self._drawer.notice

    def parse(self, text: str) -> Parsed:
        """As `Reading.parse`."""
        name = _name(text)
        self._used.add(name)
        self._wait_for(name)
        data = self._drawer.get(name)
        if data is None:
            data = _dump(self._slow(text))
            self._drawer.put(name, data)
        return Parsed(*marshal.loads(data))

    def expect(self, paths: Iterable[Path]) -> None:
        """Say what will be asked for, in that order; before the first of them is."""
        self._expected += paths

    def _wait_for(self, name: str) -> None:
        """The others read on meanwhile: whoever asks need not wait for all."""
        while name not in self._drawer:
            self._coming = self._coming or self._all()
            if (read := next(self._coming, None)) is None:
                return
            self._take(*read)

    def settle(self) -> None:
        """Wait for those that nobody asked for: after it nobody reads any more."""
        for read in self._coming or ():
            self._take(*read)

    def _take(self, used: Iterable[str], places: Mapping[str, Place]) -> None:
        self._used.update(used)
        self._drawer.adopt(places)

    def _all(self) -> Iterator[_Read]:
        shares = pool.shares(self._expected, _AT_ONCE)
        return progress.shown(pool.each(self._read, shares), len(shares), "Reading")

    def _read(self, share: Sequence[Path]) -> _Read:
        """The names of the texts, and where the records are of those that were missing. Whoever reads a text
        writes its record, so that nobody holds the texts."""
        texts = [text for path in share if (text := _text(path)) is not None]
        named = {_name(text): text for text in texts}
        records = {}
        for name, text in named.items():
            if name not in self._drawer:
                with suppress(Exception):  # whoever asks for it will fail in its turn, and say where
                    records[name] = _dump(self._slow(text))
        return list(named), self._drawer.put_all(records) if records else {}

    def save(self) -> None:
        self._drawer.save(self._used)


def _text(path: Path) -> str | None:
    """What is not UTF-8 is left to the reader, which says so."""
    try:
        return decoded(path.read_bytes())
    except UnicodeDecodeError:
        return None


def _name(text: str) -> str:
    return digest(text.encode()).hex()


def _dump(parsed: Parsed) -> bytes:
    return canonical((parsed.html, parsed.header, parsed.toc))
