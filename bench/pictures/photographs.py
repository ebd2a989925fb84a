"""Photographs of twelve megapixels that nobody took: shades of all sizes and the noise of a sensor, as JPEGs
of a phone's size. Flat ones would flatter whoever resizes."""

from collections.abc import Iterator
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageFilter

SIZE = (4000, 3000)
_MARGIN = 400
_SHADES = (4, 16, 64, 256)
_NOISE = 14  # of a sensor, as its JPEG has it: files of three to four megabytes
_QUALITY = 90


def photographs(count: int) -> Iterator[bytes]:
    """Each another part of one scene: no two have the same bytes."""
    scene, random = _scene(Random(1)), Random(2)
    for _ in range(count):
        left, top = random.randrange(_MARGIN), random.randrange(_MARGIN)
        part = scene.crop((left, top, left + SIZE[0], top + SIZE[1]))
        out = BytesIO()
        part.save(out, "JPEG", quality=_QUALITY, exif=_exif())
        yield out.getvalue()


def _scene(random: Random) -> Image.Image:
    size = SIZE[0] + _MARGIN, SIZE[1] + _MARGIN
    return Image.merge("RGB", [_channel(size, random) for _ in "RGB"])


def _channel(size: tuple[int, int], random: Random) -> Image.Image:
    """Large shades and small ones, on top of each other, and what a sensor adds."""
    channel = Image.new("L", size, 128)
    for cells in _SHADES:
        small = Image.frombytes("L", (cells, cells), random.randbytes(cells * cells))
        channel = Image.blend(channel, small.resize(size, Image.Resampling.BICUBIC), 0.35)
    noise = Image.effect_noise(size, _NOISE).filter(ImageFilter.GaussianBlur(0.6))
    return ImageChops.add(channel, noise, 1, -128)


def _exif() -> bytes:
    said = Image.Exif()
    said[0x010F] = "Bench"
    said.get_ifd(0x8825).update({1: "N", 2: (43.0, 41.0, 12.0)})
    return said.tobytes()
