"""From a feed to the documents it is written as: one, or the newest entries and archives of the rest. Pure.

RFC 5005: a feed that is all there is says so (§2); a longer one leads back through archives (§4), counted
from the oldest entry, so that a full one stays as it is when new entries come. Archives are Atom only.
"""

from collections.abc import Iterator, Sequence
from math import ceil

from plugins.feeds import atom, json_feed, rss
from plugins.feeds.compose import Published
from plugins.feeds.entries import Entries
from plugins.feeds.model import Document, Item

_WRITERS = {"atom": atom.write, "rss": rss.write, "json": json_feed.write}


def documents(published: Published, entries: Entries, style: str) -> Iterator[tuple[str, str]]:
    """Pairs of a path in the output and the text to write there. `style`: the address of the feeds' CSS."""
    feed, size = published.feed, published.size
    archived = _archived(feed.items, size) if "atom" in published.paths else []
    for form, path in published.paths.items():
        newest = Document(
            feed=feed,
            address=entries.address(path),
            style_address=style,
            items=feed.items[:size],
            updated=feed.updated,
            gone=feed.gone,
            complete=len(feed.items) <= size,
            links=_before(path, len(archived), entries),
        )
        yield path, _WRITERS[form](newest)
    path = published.paths.get("atom", "")
    for number, items in enumerate(archived, 1):
        archive = Document(
            feed=feed,
            address=entries.address(archive_path(path, number)),
            style_address=style,
            items=items,
            updated=max(item.updated for item in items),
            archive=True,
            links=(
                ("current", entries.address(path)),
                *_before(path, number - 1, entries),
                *_after(path, number, len(archived), entries),
            ),
        )
        yield archive_path(path, number), atom.write(archive)


def archive_path(path: str, number: int) -> str:
    """`comments.atom.xml` → `comments.atom-1.xml`: counted from the oldest, so that it stays."""
    return f"{path.removesuffix('.xml')}-{number}.xml"


def _archived(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """Full archives, oldest first, of all that is not among the newest."""
    oldest_first = items[::-1]
    needed = max(0, ceil(len(items) / size) - 1)
    return [oldest_first[n * size : (n + 1) * size][::-1] for n in range(needed)]


def _before(path: str, number: int, entries: Entries) -> tuple[tuple[str, str], ...]:
    return (("prev-archive", entries.address(archive_path(path, number))),) if number else ()


def _after(path: str, number: int, last: int, entries: Entries) -> tuple[tuple[str, str], ...]:
    return (("next-archive", entries.address(archive_path(path, number + 1))),) if number < last else ()
