"""What Markdown, typography and the rest made of a text, kept under the digest of that text.

Reading an article costs a thousand times as much as finding it here. A change of settings, of a library or of
our own code is a change of `made_by`, and nothing is found.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from plugins.articles.reading import Parsed
from plugins.fastbuild import pool, progress
from plugins.fastbuild.drawer import Drawer
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

    def fill(self, texts: Iterable[str]) -> int:
        """Read, on all cores, those that are not here. Returns how many there were."""
        named = {_name(text): text for text in texts}
        self._used.update(named)
        missing = [(name, text) for name, text in named.items() if name not in self._drawer]
        shares = pool.shares(missing, _AT_ONCE)
        read = progress.shown(pool.each(self._read, shares), len(shares), "Reading")
        for share, records in zip(shares, read, strict=True):
            for (name, _), data in zip(share, records, strict=True):
                self._drawer.put(name, data)
        return len(missing)

    def _read(self, share: Sequence[tuple[str, str]]) -> list[bytes]:
        return [_dump(self._slow(text)) for _, text in share]

    def save(self) -> None:
        self._drawer.save(self._used)


def _name(text: str) -> str:
    return digest(text.encode()).hex()


def _dump(parsed: Parsed) -> bytes:
    fields = {"html": parsed.html, "header": parsed.header, "toc": parsed.toc}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
