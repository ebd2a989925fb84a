"""Sounds and films of one's own that are played in an article: its entry in feeds names them. Pure."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from plugins.attachments.attachments import PublishedFolders
from plugins.pictures import media


class PlayedFile(NamedTuple):
    """`url`: relative to the site's root; `length`: in bytes."""

    url: str
    media_type: str
    length: int


def enclosures(
    html: str,
    files: Mapping[str, str],
    addresses: Mapping[str, str],
    folders: PublishedFolders,
    size: Callable[[str], int | None],
) -> tuple[PlayedFile, ...]:
    """In the order of the text, each once. `files`: by address as written, the paths of files beside the
    article; `addresses`: where those are published; `size`: of a file at a path, if it is there. Of several
    files that one player may play, the first."""
    found: dict[str, PlayedFile] = {}
    for player in media.players(html):
        for one in _enclosures(player, files, addresses, folders, size):
            found.setdefault(one.url, one)
            break
    return tuple(found.values())


def _enclosures(
    player: tuple[str, ...],
    files: Mapping[str, str],
    addresses: Mapping[str, str],
    folders: PublishedFolders,
    size: Callable[[str], int | None],
) -> Iterator[PlayedFile]:
    for written in player:
        path = files.get(written) or folders.published_path(written)
        length = size(path) if path else None
        if path and length is not None and (kind := media.media_type(path)):
            address = addresses.get(written, written).partition("#")[0].partition("?")[0]
            yield PlayedFile(address.removeprefix(f"{folders.root}/"), kind, length)
