"""What Markdown, typography and the rest made of a text, kept under the digest of that text.

Reading an article costs a thousand times as much as finding it here. A change of settings, of a library or of
our own code is a change of `made_by`, and nothing is found.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from plugins.articles.reading import Parsed
from plugins.fastbuild import pool, progress
from plugins.fastbuild.drawer import Drawer, Place
from plugins.fastbuild.sealed import digest

_AT_ONCE = 50


class ContentCache:
    """`parse` is the slow way, for what is not in the cache."""

    def __init__(self, folder: Path, made_by: str, parse: Callable[[str], Parsed]) -> None:
        self._drawer = Drawer(folder / "content", made_by)
        self._slow = parse
        self._used: set[str] = set()

    @property
    def notice(self) -> str:
        return self._drawer.notice

    def parse(self, text: str) -> Parsed:
        """As `Reading.parse`."""
        name = _name(text)
        self._used.add(name)
        data = self._drawer.get(name)
        if data is None:
            data = _dump(self._slow(text))
            self._drawer.put(name, data)
        return Parsed(**json.loads(data))

    def fill(self, paths: Iterable[Path]) -> int:
        """Read, on all cores, those that are not here: whoever reads a text writes its record, so that this
        process never holds the texts. Returns how many there were."""
        shares = pool.shares(list(paths), _AT_ONCE)
        read = 0
        for used, places in progress.shown(pool.each(self._read, shares), len(shares), "Reading"):
            self._used.update(used)
            self._drawer.adopt(places)
            read += len(places)
        return read

    def _read(self, share: Sequence[Path]) -> tuple[list[str], Mapping[str, Place]]:
        """The names of the texts, and where those are that were missing."""
        texts = [text for path in share if (text := _text(path)) is not None]
        named = {_name(text): text for text in texts}
        records = {name: _dump(self._slow(text)) for name, text in named.items() if name not in self._drawer}
        return list(named), self._drawer.put_all(records) if records else {}

    def save(self) -> None:
        self._drawer.save(self._used)


def _text(path: Path) -> str | None:
    """What is not UTF-8 is left to the reader, which says so."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None


def _name(text: str) -> str:
    return digest(text.encode()).hex()


def _dump(parsed: Parsed) -> bytes:
    fields = {"html": parsed.html, "header": parsed.header, "toc": parsed.toc}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
