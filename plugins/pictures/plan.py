"""Which files are made of a picture, and their names. Pure.

Measured on photographs of 12 megapixels: WebP of quality 80 by method 2 is 3 to 5 % larger than by method 4
(Pillow's default), in half the time. AVIF at the only speed that is as quick (9) is 5 to 10 % smaller, but
fewer programs can read it. The large file is a JPEG: it takes a quarter of the time, and opens everywhere.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from plugins.common.digests import digest
from plugins.pictures.facts import ANIMATION, DRAWING, PHOTO, VECTOR, PictureFacts, longest_side, scaled

RECIPE = 1
"""Part of the names. Increase it when files are made differently: browsers cache a name for ever."""
FOLDER = "images"
WIDTHS = (400, 720, 1280)
"""A small phone; one of density 2, or a screen; a phone of density 3, or a screen of density 2. The column is
some 600 pixels wide."""
MIDDLING = 720
LARGE = 2000  # the longer side: half of most phones' 4000, at which libjpeg decodes in half of the time
CARD = (1200, 630)
SHOWN, CARDED, COPIED = "shown", "card", "copy"
"""The uses of a picture: it is in a text; it represents an article; a link leads to it."""
_CACHED = 5000  # pictures: making, showing and publishing each look one up
_FALLBACKS = {PHOTO: "jpg", DRAWING: "png", ANIMATION: "gif", VECTOR: "svg"}


class PictureFile(NamedTuple):
    """`name`: its path in the output; a copy is published at other paths. `how`: the way to make it
    (`making`)."""

    name: str
    width: int
    height: int
    ending: str
    how: str


class PictureSet(NamedTuple):
    """The files of a picture in a text. `modern`: by width; `plain`: for every browser and feed reader;
    `large`: to be seen by itself, perhaps the plain one; `still`: of an animation, for readers who prefer
    reduced motion."""

    modern: tuple[PictureFile, ...]
    plain: PictureFile
    large: PictureFile
    still: PictureFile | None = None


@lru_cache(_CACHED)
def shown(facts: PictureFacts) -> PictureSet:
    if facts.kind == VECTOR:
        vector = _file(facts, facts.width, facts.height, "svg", "vector")
        return PictureSet((), vector, vector)
    if facts.kind == ANIMATION:
        return _moving(facts)
    widths = sorted({min(facts.width, width) for width in WIDTHS})
    ending = _FALLBACKS[facts.kind]
    return PictureSet(
        tuple(_fit(facts, width, "webp") for width in widths),
        _fit(facts, min(facts.width, MIDDLING), ending),
        _fit(facts, longest_side(facts.width, facts.height, LARGE)[0], ending),
    )


def card(facts: PictureFacts) -> PictureFile | None:
    """The picture that social networks show beside a link (Open Graph): these proportions, cropped to the
    centre, and no larger than the large file."""
    if facts.kind == VECTOR:
        return None
    large = shown(facts).large
    width, height = CARD
    scale = min(1.0, large.width / width, large.height / height)
    return PictureFile(
        f"{FOLDER}/{key(facts)}.card.jpg", round(width * scale), round(height * scale), "jpg", "card"
    )


def copy(facts: PictureFacts) -> PictureFile:
    """The file published at the picture's own address: of the same format, without private metadata."""
    large = shown(facts).large
    if large.ending == facts.format:
        return large
    return large._replace(name=f"{key(facts)}.copy.{facts.format}", ending=facts.format)


def files(facts: PictureFacts, uses: Collection[str]) -> Iterator[PictureFile]:
    """The files needed for these uses; a file may be named twice."""
    if SHOWN in uses:
        of_text = shown(facts)
        yield from of_text.modern
        yield from (each for each in (of_text.plain, of_text.large, of_text.still) if each is not None)
    if CARDED in uses and (carded := card(facts)):
        yield carded
    if COPIED in uses:
        yield copy(facts)


def _moving(facts: PictureFacts) -> PictureSet:
    width, height = scaled(facts.width, facts.height, min(facts.width, MIDDLING))
    plain = _file(facts, width, height, "gif", "moving")
    still = PictureFile(f"{FOLDER}/{key(facts)}.still.webp", width, height, "webp", "fit")
    return PictureSet((_file(facts, width, height, "webp", "moving"),), plain, plain, still)


def _fit(facts: PictureFacts, width: int, ending: str) -> PictureFile:
    return _file(facts, *scaled(facts.width, facts.height, width), ending, "fit")


def _file(facts: PictureFacts, width: int, height: int, ending: str, how: str) -> PictureFile:
    size = "" if ending == "svg" else f".{width}"
    return PictureFile(f"{FOLDER}/{key(facts)}{size}.{ending}", width, height, ending, how)


def key(facts: PictureFacts) -> str:
    """The name of a picture in addresses. It is not made of the file's name, into which cameras put the
    date."""
    return digest(f"{RECIPE} {facts.digest}".encode()).hex()[:16]
