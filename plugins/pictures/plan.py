"""Which files are made of a picture, and what they are called. Pure.

Measured on photographs of 12 megapixels: WebP of quality 80 by method 2 is 3 to 5 % larger than by method 4
(Pillow's default), in half of its time. AVIF at the one speed that takes no longer (9) is 5 to 10 % smaller,
and fewer can read it. The large one is a JPEG: made in a quarter of the time, and it opens everywhere.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from plugins.common.digests import digest
from plugins.pictures.facts import ANIMATION, DRAWING, PHOTO, VECTOR, PictureFacts, longest_side, scaled

RECIPE = 1
"""Another number for another way to make the same files: names are kept by browsers for ever."""
FOLDER = "images"
WIDTHS = (400, 720, 1280)
"""A small phone; one of density 2, or a screen; a phone of density 3, or a screen of density 2. The column is
some 600 pixels wide."""
MIDDLING = 720
LARGE = 2000  # the longer side: half of most phones' 4000, at which libjpeg decodes in half of the time
CARD = (1200, 630)
SHOWN, CARDED, COPIED = "shown", "card", "copy"
"""What a picture is used for: it stands in a text; it stands for an article; a link leads to it."""
_AT_HAND = 5000  # pictures: making, showing and publishing each look one up
_FALLBACKS = {PHOTO: "jpg", DRAWING: "png", ANIMATION: "gif", VECTOR: "svg"}


class PictureFile(NamedTuple):
    """`name`: where it is published, but for a copy, which is published in other places. `how`: the name of a
    way to make it (`making`)."""

    name: str
    width: int
    height: int
    ending: str
    how: str


class PictureSet(NamedTuple):
    """The files of a picture that stands in a text: `modern` ones, by width; `plain`, which every browser and
    feed reader shows; `large`, to look at by itself, the plain one where there is no larger; of an animation
    `still`, for whoever wants nothing to move."""

    modern: tuple[PictureFile, ...]
    plain: PictureFile
    large: PictureFile
    still: PictureFile | None = None


@lru_cache(_AT_HAND)
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
    """What networks show beside a link to an article (Open Graph): these proportions, cut out of the middle;
    never larger than the large one."""
    if facts.kind == VECTOR:
        return None
    large = shown(facts).large
    width, height = CARD
    scale = min(1.0, large.width / width, large.height / height)
    return PictureFile(
        f"{FOLDER}/{key(facts)}.card.jpg", round(width * scale), round(height * scale), "jpg", "card"
    )


def copy(facts: PictureFacts) -> PictureFile:
    """What answers at the picture's own address: of the same format, without what nobody is to know."""
    large = shown(facts).large
    if large.ending == facts.format:
        return large
    return large._replace(name=f"{key(facts)}.copy.{facts.format}", ending=facts.format)


def files(facts: PictureFacts, uses: Collection[str]) -> Iterator[PictureFile]:
    """All that is to be made for these uses, some of it perhaps twice."""
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
    """Nothing of the file's name: cameras put the day into it."""
    return digest(f"{RECIPE} {facts.digest}".encode()).hex()[:16]
