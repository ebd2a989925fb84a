"""What is known of a picture as its author has it, without its pixels."""

from typing import NamedTuple

PHOTO, DRAWING, ANIMATION, VECTOR = "photo", "drawing", "animation", "vector"
"""Kinds: pixels of a scene; pixels with sharp edges or none behind them; several frames; SVG."""

_ENDINGS = "jpg|jpeg|jpe|jfif|png|apng|gif|webp|avif|avifs|bmp|dib|tif|tiff|heic|heif|svg"
ENDINGS = tuple(f".{ending}" for ending in _ENDINGS.split("|"))
"""Of names that say picture; what is inside is looked at."""


class PictureFacts(NamedTuple):
    """Plain, so that it can be kept as it is. `digest`: of the file's content; `width`, `height`: the right
    way up, in pixels; `format`: what the file is, whatever its name says."""

    digest: str
    kind: str
    width: int
    height: int
    format: str


def is_picture(name: str) -> bool:
    """Whether a file is a picture, by its name."""
    return name.lower().endswith(ENDINGS)


def longest_side(width: int, height: int, most: int) -> tuple[int, int]:
    """The same proportions with no side longer than that; never more than there is."""
    side = max(width, height)
    return (width, height) if side <= most else scaled(width, height, round(width * most / side))


def scaled(width: int, height: int, wide: int) -> tuple[int, int]:
    """The same proportions, so wide."""
    return max(1, wide), max(1, round(height * wide / width))
