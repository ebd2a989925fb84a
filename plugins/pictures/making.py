"""Makes the files of a picture, with Pillow. The edge.

A picture is decoded once, at about the largest size that is needed; each smaller one is made of the one
before.
"""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from plugins.pictures import opening, plan
from plugins.pictures.facts import PictureFacts
from plugins.pictures.plan import PictureFile

Put = Callable[[str, bytes], object]
_FORMATS = {
    "jpg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "webp": "WEBP",
    "avif": "AVIF",
    "bmp": "BMP",
    "tif": "TIFF",
}
_OPTIONS: dict[str, dict[str, Any]] = {
    "jpg": {"quality": 80, "optimize": True, "progressive": True},
    "png": {"optimize": True},
    "webp": {"quality": 80, "method": 2},
    "avif": {"quality": 70, "speed": 9, "max_threads": 1},
}
_OPAQUE = ("jpg", "bmp")
_PAPER = (255, 255, 255)


def make(data: bytes, facts: PictureFacts, wanted: Iterable[PictureFile], put: Put) -> None:
    """Make the wanted files, and pass the name and bytes of each to `put`. Raises PictureError."""
    files = sorted(set(wanted), key=lambda each: (-each.width * each.height, each.name))
    for each in files:
        if each.how == "vector":
            put(each.name, opening.drawing(data))
    if moving := [each for each in files if each.how == "moving"]:
        _make_moving(data, moving, put)
    if still := [each for each in files if each.how in ("fit", "card")]:
        _make_still(data, facts, still, put)


def _make_still(data: bytes, facts: PictureFacts, wanted: Sequence[PictureFile], put: Put) -> None:
    """Always start from the large size, and take every step down, even if few files are wanted: so the bytes
    of a file do not depend on which others are in the cache already."""
    of_text = plan.shown(facts)
    image = opening.upright(data, of_text.large.width, of_text.large.height)
    is_exact = facts.format not in ("jpg", "avif")
    for each in (each for each in wanted if each.how == "card"):
        put(each.name, _encoded(_cut(image, each), each.ending))
    steps = {each.width: each for each in (*of_text.modern, of_text.plain, of_text.large)}
    for width in sorted(steps, reverse=True):
        image = _resized(image, steps[width])
        for each in (each for each in wanted if each.how == "fit" and each.width == width):
            put(each.name, _encoded(image, each.ending, is_exact))


def _resized(image: Image.Image, file: PictureFile) -> Image.Image:
    size = file.width, file.height
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _cut(image: Image.Image, file: PictureFile) -> Image.Image:
    return ImageOps.fit(image, (file.width, file.height), Image.Resampling.LANCZOS)


def _encoded(image: Image.Image, ending: str, is_exact: bool = False) -> bytes:
    """`is_exact`: the source's format is lossless. Then lossless WebP is tried too, which is smaller for
    screenshots."""
    if ending in _OPAQUE and image.mode == "RGBA":
        paper = Image.new("RGB", image.size, _PAPER)
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    data = _saved(image, ending, **_OPTIONS.get(ending, {}))
    if ending == "webp" and is_exact:
        data = min(data, _saved(image, ending, lossless=True, method=2), key=len)
    return data


def _make_moving(data: bytes, files: Sequence[PictureFile], put: Put) -> None:
    frames, times = opening.frames(data)
    for each in files:
        first, *others = [_resized(frame, each) for frame in frames]
        more = (
            {"lossless": False, "quality": 80, "method": 2}
            if each.ending == "webp"
            else {"disposal": 2}
            if each.ending == "gif"
            else {}
        )
        put(
            each.name,
            _saved(first, each.ending, save_all=True, append_images=others, duration=times, loop=0, **more),
        )


def _saved(image: Image.Image, ending: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, _FORMATS[ending], **options)
    return out.getvalue()
