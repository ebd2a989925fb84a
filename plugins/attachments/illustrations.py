"""The pictures that stand in a text, and the other files it names. Pure."""

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
from plugins.pictures.markup import Look, Use
from plugins.typography.titles import title

# Smaller copies that old systems made of a picture: Dotclear's `.port_m.jpg`, WordPress's `port-300x225.jpg`.
_SMALLER = (re.compile(r"\.(?P<name>.+)_(?:sq|t|s|m|o)"), re.compile(r"(?P<name>.+)-[0-9]{1,4}x[0-9]{1,4}"))
_ENDINGS = (".jpg", ".jpeg", ".JPG", ".JPEG", ".png", ".PNG", ".gif", ".GIF", ".webp")


class Named(NamedTuple):
    """By address as written, the paths of files below the content's folder: of `pictures` that stand in the
    text, of all `others`."""

    pictures: Mapping[str, str]
    others: Mapping[str, str]


class Card(NamedTuple):
    """The picture that stands for an article: where it is published, its size, what it shows."""

    url: str
    width: int
    height: int
    alt: str


def named(html: str, source: str, is_file: IsFile, folders: PublishedFolders) -> Named:
    """`source`: that of the text. Around a picture a link may lead to any file."""
    addresses, rest = markup.cut(html)
    meant = {one: attachments.meant(one, source, is_file, folders) for one in sorted(addresses)}
    found = {one: path for one, path in meant.items() if path is not None}
    pictures = {one: path for one, path in found.items() if is_picture(path)}
    others = {one: path for one, path in found.items() if one not in pictures}
    return Named(pictures, {**others, **attachments.found(rest, source, is_file, folders)})


def played(html: str, source: str, is_file: IsFile, folders: PublishedFolders) -> str:
    """With players of sounds and films."""
    return media.played(html, lambda one: attachments.meant(one, source, is_file, folders) is not None)


def original(path: str, is_file: IsFile) -> str:
    """The picture of which this is a smaller copy, if it is one of which the picture is there; or itself."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    for smaller in _SMALLER:
        if found := smaller.fullmatch(stem):
            for each in (ending, *_ENDINGS):
                if is_file(larger := posixpath.join(folder, found["name"] + each)):
                    return larger
    return path


def uses(
    pictures: Mapping[str, str], known: Mapping[str, PictureFacts], is_file: IsFile
) -> Iterator[tuple[str, Use]]:
    """What each address of a text means, of those pictures that are `known`. A smaller copy is the picture
    itself, so wide as the copy is."""
    for written, path in pictures.items():
        larger = original(path, is_file)
        if facts := known.get(larger):
            smaller = known.get(path) if larger != path else None
            yield written, Use(facts, smaller.width if smaller else 0)


def card(facts: PictureFacts | None, alt: str) -> Card | None:
    file = plan.card(facts) if facts else None
    return Card(file.name, file.width, file.height, alt) if file else None


def card_again(html: str, uses: Mapping[str, Use], url: str | None) -> Card | None:
    """The same of a text whose pictures are known: the first one's, or that of the picture whose card is at
    `url`, if it stands there."""
    cards = {written: card(use.facts, "") for written, use in uses.items()}
    fitting = {each: one for each, one in cards.items() if one and url in (None, one.url)}
    found = markup.first(html, uses if url is None else fitting)
    fitted = fitting.get(found[0]) if found else None
    return fitted._replace(alt=found[1]) if fitted and found else None


def look(root: str, lang: str, lazy: bool = False) -> Look:
    """`lang`: by whose rules captions are set; empty: by none."""
    return Look(root, partial(title, lang=lang), lazy)


def caption_lang(settings: Mapping[str, object], lang: str) -> str:
    return lang if setting(settings, "FRENCH_TYPOGRAPHY") else ""
