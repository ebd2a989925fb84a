"""What Markdown, typography and the rest made of a text, kept under the digest of that text.

Reading an article costs a thousand times as much as finding it here. A change of settings, of a library or of
our own code is a change of `made_by`, and nothing is found.
"""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from plugins.articles import source
from plugins.articles.reading import ParsedSource
from plugins.fastbuild import pool, progress
from plugins.fastbuild.drawer import Drawer, Place
from plugins.fastbuild.sealed import canonical, digest

_AT_ONCE = 50
_Read = tuple[Mapping[str, str], Mapping[str, Place]]
"""Under which name the text of each source is kept, and the places of what is new."""


class ContentCache:
    """`parse` is the slow way, for what is not in the cache. What is expected is read on all cores, while
    those who ask for it go on with what has been read."""

    def __init__(self, folder: Path, made_by: str, parse: Callable[[str], ParsedSource]) -> None:
        self._drawer = Drawer(folder / "content", made_by)
        self._slow = parse
        self._names: dict[str, str] = {}
        self._expected: list[str] = []
        self._coming: Iterator[_Read] | None = None

    @property
    def notice(self) -> str:
        return self._drawer.notice

    def parse(self, path: str) -> ParsedSource:
        """What `SourceParser.parse` says of the text of a source. Raises SiteError for what is not UTF-8."""
        name = self._name(path)
        data = self._drawer.get(name)
        if data is None:
            data = _dump(self._slow(source.text(path)))
            self._drawer.put(name, data)
        return ParsedSource(*marshal.loads(data))

    def expect(self, paths: Iterable[str]) -> None:
        """Say what will be asked for, in that order; before the first of them is."""
        self._expected += paths

    def _name(self, path: str) -> str:
        """The others read on meanwhile: whoever asks need not wait for all, nor open what they have read."""
        while path not in self._names:
            self._coming = self._coming or self._all()
            if (read := next(self._coming, None)) is None:
                self._names[path] = _named(source.text(path))
                break
            self._take(*read)
        return self._names[path]

    def settle(self) -> None:
        """Wait for those that nobody asked for: after it nobody reads any more."""
        for read in self._coming or ():
            self._take(*read)

    def _take(self, names: Mapping[str, str], places: Mapping[str, Place]) -> None:
        self._names.update(names)
        self._drawer.adopt(places)

    def _all(self) -> Iterator[_Read]:
        shares = pool.shares(self._expected, _AT_ONCE)
        return progress.shown(pool.each(self._read, shares), len(shares), "Reading")

    def _read(self, share: Sequence[str]) -> _Read:
        """Whoever reads a text writes its record, so that nobody holds the texts. What cannot be read is left
        to whoever asks for it, who will fail in his turn and say where."""
        names, records = {}, {}
        for path in share:
            with suppress(Exception):
                text = source.text(path)
                name = names[path] = _named(text)
                if name not in self._drawer and name not in records:
                    records[name] = _dump(self._slow(text))
        return names, self._drawer.put_all(records) if records else {}

    def save(self) -> None:
        self._drawer.save(set(self._names.values()))


def _named(text: str) -> str:
    return digest(text.encode()).hex()


def _dump(parsed: ParsedSource) -> bytes:
    return canonical((parsed.html, parsed.header, parsed.toc))
