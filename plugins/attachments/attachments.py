"""Files beside an article or a page that its text names: `![La plage](plage.jpg)`. Pure.

Such an address is relative to the source's folder, as editors show it. If there is no such file, it is
relative to the page, like any other.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from plugins.articles import links
from plugins.articles.encoding import changed
from plugins.pictures.facts import is_picture

_ATTACH = re.compile(r"[{|]attach[|}]")
"""Pelican's syntax for it. A path behind it that begins with a slash is relative to the content's folder."""
_SOURCE = re.compile(r"[{|](?:attach|static|filename)[|}]")
"""Its syntax for a picture in any folder."""
_NOT_RELATIVE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?{|]|$", re.IGNORECASE)
_SOURCES = (".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm")  # whatever Pelican reads
_DISTANT = ("../", "{attach}", "|attach|", "/.")
# As Dotclear's thumbnails, `.plage_m.jpg`: what is hidden is not copied with the folder that it is in.
_HIDDEN_IMAGE = re.compile(r"/(?:[^/.][^/]*/)*\.[^/]+\.(?:jpe?g|png|gif|webp|avif)", re.IGNORECASE)


class AttachedFile(NamedTuple):
    """`source`: its path below the content's folder. `save_as`: its path in the output. `cached`: of a
    picture, a sound or a film, the file in the cache that is published in its place."""

    source: str
    save_as: str
    cached: str = ""


class PublishedFolders(NamedTuple):
    """`root`: the path of the site on its host, or empty; `published`: the folders of sources that are copied
    as a whole, to the same paths (STATIC_PATHS)."""

    root: str = ""
    published: tuple[str, ...] = ()

    def is_published(self, path: str) -> bool:
        return any(f"{path}/".startswith(f"{each}/") for each in self.published)

    def published_path(self, written: str) -> str | None:
        """The path of a file in such a folder that is named by its public address: `/images/plage.jpg`."""
        start = f"{self.root}/"
        if not written.startswith(start) or written.startswith("//"):
            return None
        path = posixpath.normpath(unquote(_split(written[len(start) :])[0]))
        return path if self.is_published(path) else None


_NONE_PUBLISHED = PublishedFolders()


def may_be_attached(name: str) -> bool:
    """Whether a file is no source: sources may be drafts, and those that are not have pages."""
    return not name.lower().endswith(_SOURCES)


def is_hidden_image(path: str) -> bool:
    return _HIDDEN_IMAGE.fullmatch(path) is not None


def may_name_distant_files(html: str, published: Iterable[str] = ()) -> bool:
    """Whether a text may name a file that is neither in its folder nor below it. `published`: folders whose
    pictures count, too."""
    return any(sign in html for sign in _DISTANT) or any(f"{folder}/" in html for folder in published)


IsFile = Callable[[str], bool]


def file_of(
    written: str, source: str, is_file: IsFile, folders: PublishedFolders = _NONE_PUBLISHED
) -> str | None:
    """The path below the content's folder of the file that an address names, if there is one. `source`: the
    path of the text."""
    return next(filter(is_file, _paths(written, posixpath.dirname(source), folders)), None)


def files_in(
    html: str, source: str, is_file: IsFile, folders: PublishedFolders = _NONE_PUBLISHED
) -> Mapping[str, str]:
    """The files that a text names, by address as written."""
    files: dict[str, str] = {}

    def note(written: str) -> str:
        path = file_of(written, source, is_file, folders)
        if path is not None:
            files[written] = path
        return written

    changed(html, note)
    return files


def with_addresses(html: str, addresses: Mapping[str, str]) -> str:
    """The text with its addresses replaced. `addresses`: the new ones, by address as written."""
    return changed(html, lambda written: addresses.get(written, written)) if addresses else html


def save_as(source: str, page: str, page_source: str) -> str:
    """The path in the output of the file `source`: beside the `page` that it belongs to, or below it if the
    file is below the folder of `page_source`."""
    folder = posixpath.dirname(page_source)
    is_inside = not folder or source.startswith(f"{folder}/")
    name = posixpath.relpath(source, folder or ".") if is_inside else posixpath.basename(source)
    return posixpath.join(posixpath.dirname(page), name)


def address(root: str, path: str, written: str) -> str:
    """The address of a file at this path in the output, with the query and fragment that are written. `root`:
    the path of the site on its host."""
    return f"{root}/{quote(path, safe='/')}{''.join(_split(written)[1:])}"


def _paths(written: str, folder: str, folders: PublishedFolders) -> Iterator[str]:
    """Where the file that an address names may be, in the order in which to look."""
    if is_hidden_image(path := unquote(written)):
        yield path[1:]
    if (published := folders.published_path(written)) is not None and is_picture(published):
        yield published
    prefix = (_SOURCE if is_picture(_split(written)[0]) else _ATTACH).match(written)
    if prefix is None and _NOT_RELATIVE.match(written):
        return
    value, *_ = _split(written[prefix.end() :] if prefix else written)
    for path in links.targets(value, folder):
        if not path.startswith("../") and may_be_attached(path):
            yield path


def _split(written: str) -> tuple[str, str]:
    """A path, and what follows it: `#t=10`."""
    end = next((place for place, sign in enumerate(written) if sign in "?#"), len(written))
    return written[:end], written[end:]
