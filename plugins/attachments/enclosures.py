"""The site's own sounds and films in an article, which its feed entries name as enclosures. Pure."""

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
    """The enclosures of a text, each once, in its order; of several sources of a player, the first. `files`:
    the paths of files beside the article, by address as written; `addresses`: their public addresses, in the
    same way; `size`: of the file at a path, if there is one."""
    by_url: dict[str, PlayedFile] = {}
    for player in media.players(html):
        for file in _enclosures(player, files, addresses, folders, size):
            by_url.setdefault(file.url, file)
            break
    return tuple(by_url.values())


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
