"""The facts about an author's picture that can be told without its pixels."""

from typing import NamedTuple

PHOTO, DRAWING, ANIMATION, VECTOR = "photo", "drawing", "animation", "vector"
"""Kinds: pixels of a scene; pixels with sharp edges or none behind them; several frames; SVG."""

_ENDINGS = "jpg|jpeg|jpe|jfif|png|apng|gif|webp|avif|avifs|bmp|dib|tif|tiff|heic|heif|svg"
ENDINGS = tuple(f".{ending}" for ending in _ENDINGS.split("|"))
"""The endings of pictures' names. The format itself is told by the content."""


class PictureFacts(NamedTuple):
    """Plain values, so that they can be cached as they are. `digest`: of the file's content; `width`,
    `height`: in pixels, the right way up; `format`: told by the content, not by the name."""

    digest: str
    kind: str
    width: int
    height: int
    format: str


def is_picture(name: str) -> bool:
    """Whether a file is a picture, by its name."""
    return name.lower().endswith(ENDINGS)


def longest_side(width: int, height: int, most: int) -> tuple[int, int]:
    """The same proportions with no side longer than `most`; never enlarged."""
    side = max(width, height)
    return (width, height) if side <= most else scaled(width, height, round(width * most / side))


def scaled(width: int, height: int, wide: int) -> tuple[int, int]:
    """The same proportions at this width."""
    return max(1, wide), max(1, round(height * wide / width))
