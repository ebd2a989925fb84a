"""Files that lie beside an article, or a page, and stand in its text: `![La plage](plage.jpg)`. Pure.

Such an address is seen from the source's folder, as editors show it. If no file is there, it is one seen from
the page, like any other.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from plugins.articles import links
from plugins.articles.encoding import changed

_ATTACH = re.compile(r"[{|]attach[|}]")
"""Pelican's word for it. What follows may begin with a slash: then it is seen from the content's folder."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?{|]|$", re.IGNORECASE)
_SOURCES = (".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm")  # whatever Pelican reads
_FAR = ("../", "{attach}", "|attach|", "/.")
# As Dotclear's thumbnails, `.plage_m.jpg`: what is hidden is not copied with the folder that it is in.
_HIDDEN_IMAGE = re.compile(r"/(?:[^/.][^/]*/)*\.[^/]+\.(?:jpe?g|png|gif|webp|avif)", re.IGNORECASE)


class AttachedFile(NamedTuple):
    """A file below the content's folder, and its place in the output."""

    source: str
    save_as: str


def may_be_attached(name: str) -> bool:
    """No source is: drafts are among them, and others have pages."""
    return not name.lower().endswith(_SOURCES)


def is_hidden_image(path: str) -> bool:
    return _HIDDEN_IMAGE.fullmatch(path) is not None


def leads_far(html: str) -> bool:
    """Whether a text may name a file that does not lie in its folder, nor below it."""
    return any(sign in html for sign in _FAR)


def found(html: str, source: str, is_file: Callable[[str], bool]) -> Mapping[str, str]:
    """Addresses as written, and the files that they mean, below the content's folder. `source`: that of the
    text."""
    files: dict[str, str] = {}

    def note(written: str) -> str:
        path = next(filter(is_file, _paths(written, posixpath.dirname(source))), None)
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


def _paths(written: str, folder: str) -> Iterator[str]:
    if is_hidden_image(path := unquote(written)):
        yield path[1:]
    order = _ATTACH.match(written)
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
