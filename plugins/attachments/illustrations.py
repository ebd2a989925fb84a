"""The pictures in a text, and the other files it names. Pure."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from plugins.attachments import attachments
from plugins.attachments.attachments import IsFile, PublishedFolders
from plugins.common.settings import setting
from plugins.pictures import markup, media, plan
from plugins.pictures.facts import PictureFacts, is_picture
from plugins.pictures.markup import PictureOptions, PictureUse
from plugins.typography.titles import title

# Smaller copies that old systems made of a picture: Dotclear's `.port_m.jpg`, WordPress's `port-300x225.jpg`.
_SMALLER = (re.compile(r"\.(?P<name>.+)_(?:sq|t|s|m|o)"), re.compile(r"(?P<name>.+)-[0-9]{1,4}x[0-9]{1,4}"))
_ENDINGS = (".jpg", ".jpeg", ".JPG", ".JPEG", ".png", ".PNG", ".gif", ".GIF", ".webp")


class NamedFiles(NamedTuple):
    """The files that a text names, as paths below the content's folder, by address as written: the `pictures`
    in the text, and all `others`."""

    pictures: Mapping[str, str]
    others: Mapping[str, str]


class Card(NamedTuple):
    """The picture that represents an article: its public address, its size, its text alternative."""

    url: str
    width: int
    height: int
    alt: str


def named_files(html: str, source: str, is_file: IsFile, folders: PublishedFolders) -> NamedFiles:
    """`source`: the path of the text. A link around a picture may lead to a file of any kind."""
    addresses, rest = markup.cut(html)
    paths = {each: attachments.file_of(each, source, is_file, folders) for each in sorted(addresses)}
    files = {address: path for address, path in paths.items() if path is not None}
    pictures = {address: path for address, path in files.items() if is_picture(path)}
    others = {address: path for address, path in files.items() if address not in pictures}
    return NamedFiles(pictures, {**others, **attachments.files_in(rest, source, is_file, folders)})


def with_players(html: str, source: str, is_file: IsFile, folders: PublishedFolders) -> str:
    """The text with players for its sounds and films."""

    def is_there(address: str) -> bool:
        return attachments.file_of(address, source, is_file, folders) is not None

    return media.with_players(html, is_there)


def original(path: str, is_file: IsFile) -> str:
    """The larger picture that this is a copy of, if it is one and the larger one exists; else `path`."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    for smaller in _SMALLER:
        if copy := smaller.fullmatch(stem):
            for each in (ending, *_ENDINGS):
                if is_file(larger := posixpath.join(folder, copy["name"] + each)):
                    return larger
    return path


def uses(
    pictures: Mapping[str, str], facts_of: Mapping[str, PictureFacts], is_file: IsFile
) -> Iterator[tuple[str, PictureUse]]:
    """The picture at each address of a text, if its facts are known (`facts_of`: by path). A smaller copy is
    replaced by its original, at the width of the copy."""
    for written, path in pictures.items():
        larger = original(path, is_file)
        if facts := facts_of.get(larger):
            smaller = facts_of.get(path) if larger != path else None
            yield written, PictureUse(facts, smaller.width if smaller else 0)


def card(facts: PictureFacts | None, alt: str) -> Card | None:
    file = plan.card(facts) if facts else None
    return Card(file.name, file.width, file.height, alt) if file else None


def card_in(html: str, uses: Mapping[str, PictureUse], url: str | None) -> Card | None:
    """The card of a text whose pictures are known: of the picture whose card is at `url`, if it is in the
    text; of the first picture if `url` is None."""
    cards = {written: card(use.facts, "") for written, use in uses.items()}
    candidates = {written: each for written, each in cards.items() if each and url in (None, each.url)}
    first = markup.first(html, uses if url is None else candidates)
    chosen = candidates.get(first[0]) if first else None
    return chosen._replace(alt=first[1]) if chosen and first else None


def options(root: str, lang: str, lazy: bool = False) -> PictureOptions:
    """`lang`: the language whose typography captions get; empty: none."""
    return PictureOptions(root, partial(title, lang=lang), lazy)


def caption_lang(settings: Mapping[str, object], lang: str) -> str:
    return lang if setting(settings, "FRENCH_TYPOGRAPHY") else ""
