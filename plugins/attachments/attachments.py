"""Files that lie beside an article, or a page, and stand in its text: `![La plage](plage.jpg)`. Pure.

Such an address is seen from the source's folder, as editors show it. If no file is there, it is one seen from
the page, like any other.
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
"""Pelican's word for it. What follows may begin with a slash: then it is seen from the content's folder."""
_SOURCE = re.compile(r"[{|](?:attach|static|filename)[|}]")
"""Its words for a picture, wherever that lies."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?{|]|$", re.IGNORECASE)
_SOURCES = (".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm")  # whatever Pelican reads
_FAR = ("../", "{attach}", "|attach|", "/.")
# As Dotclear's thumbnails, `.plage_m.jpg`: what is hidden is not copied with the folder that it is in.
_HIDDEN_IMAGE = re.compile(r"/(?:[^/.][^/]*/)*\.[^/]+\.(?:jpe?g|png|gif|webp|avif)", re.IGNORECASE)


class AttachedFile(NamedTuple):
    """A file below the content's folder, and its place in the output. `made`: of a picture, a sound or a
    film, the file in the cache that is published of it."""

    source: str
    save_as: str
    made: str = ""


class PublishedFolders(NamedTuple):
    """`root`: the folder of the host in which the site lives, or empty; `published`: the folders of sources
    that answer at their own addresses (STATIC_PATHS)."""

    root: str = ""
    published: tuple[str, ...] = ()

    def is_published(self, path: str) -> bool:
        return any(f"{path}/".startswith(f"{each}/") for each in self.published)

    def published_path(self, written: str) -> str | None:
        """The file that is named as readers see it: `/images/plage.jpg`."""
        start = f"{self.root}/"
        if not written.startswith(start) or written.startswith("//"):
            return None
        path = posixpath.normpath(unquote(_split(written[len(start) :])[0]))
        return path if self.is_published(path) else None


_NONE_PUBLISHED = PublishedFolders()


def may_be_attached(name: str) -> bool:
    """No source is: drafts are among them, and others have pages."""
    return not name.lower().endswith(_SOURCES)


def is_hidden_image(path: str) -> bool:
    return _HIDDEN_IMAGE.fullmatch(path) is not None


def leads_far(html: str, published: Iterable[str] = ()) -> bool:
    """Whether a text may name a file that does not lie in its folder, nor below it. `published`: folders
    whose pictures are looked for."""
    return any(sign in html for sign in _FAR) or any(f"{folder}/" in html for folder in published)


IsFile = Callable[[str], bool]


def meant(
    written: str, source: str, is_file: IsFile, folders: PublishedFolders = _NONE_PUBLISHED
) -> str | None:
    """The file that an address means, below the content's folder. `source`: that of the text."""
    return next(filter(is_file, _paths(written, posixpath.dirname(source), folders)), None)


def found(
    html: str, source: str, is_file: IsFile, folders: PublishedFolders = _NONE_PUBLISHED
) -> Mapping[str, str]:
    """Addresses as written, and the files that they mean."""
    files: dict[str, str] = {}

    def note(written: str) -> str:
        path = meant(written, source, is_file, folders)
        if path is not None:
            files[written] = path
        return written

    changed(html, note)
    return files


def leading(html: str, addresses: Mapping[str, str]) -> str:
    """The text with these addresses, by those that are written in it. What follows a file's name stays."""
    return changed(html, lambda written: addresses.get(written, written)) if addresses else html


def beside(source: str, page: str, of: str) -> str:
    """The place of a file `source` in the output: beside the `page` that it belongs to, whose source is `of`;
    below it, if it lies below that one's folder."""
    folder = posixpath.dirname(of)
    inside = not folder or source.startswith(f"{folder}/")
    name = posixpath.relpath(source, folder or ".") if inside else posixpath.basename(source)
    return posixpath.join(posixpath.dirname(page), name)


def address(root: str, place: str, written: str) -> str:
    """Of a file at this place in the output. `root`: the folder of the host in which the site lives."""
    return f"{root}/{quote(place, safe='/')}{''.join(_split(written)[1:])}"


def _paths(written: str, folder: str, folders: PublishedFolders) -> Iterator[str]:
    if is_hidden_image(path := unquote(written)):
        yield path[1:]
    if (published := folders.published_path(written)) is not None and is_picture(published):
        yield published
    picture = is_picture(_split(written)[0])
    order = (_SOURCE if picture else _ATTACH).match(written)
    if order is None and _ELSEWHERE.match(written):
        return
    value, *_ = _split(written[order.end() :] if order else written)
    for path in links.targets(value, folder):
        if not path.startswith("../") and may_be_attached(path):
            yield path


def _split(written: str) -> tuple[str, str]:
    """A path, and what follows it: `#t=10`."""
    end = next((place for place, sign in enumerate(written) if sign in "?#"), len(written))
    return written[:end], written[end:]
