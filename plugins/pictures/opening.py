"""Opens the file of a picture with Pillow: its facts, and its pixels as readers see them. The edge.

Pillow may open the formats that are named here and no others: each decoder can be attacked.
"""

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from plugins.common.digests import digest
from plugins.pictures import svg
from plugins.pictures.facts import ANIMATION, DRAWING, PHOTO, VECTOR, PictureFacts

MOST_PIXELS = 120_000_000
"""In all frames together: enough for 12,000 × 9,000. Without a limit, a file of a kilobyte could fill the
memory."""
_FORMATS = {
    "JPEG": "jpg", "MPO": "jpg", "PNG": "png", "GIF": "gif",
    "WEBP": "webp", "AVIF": "avif", "BMP": "bmp", "TIFF": "tif",
}  # fmt: skip
_PILLOWS = tuple(name for name in _FORMATS if name != "MPO")  # which its JPEG reader finds by itself
_TURNED = (5, 6, 7, 8)  # Exif 2.3 §4.6.4, Orientation: width is height
_ORIENTATION = 0x0112
_TO_SRGB = ImageCms.createProfile("sRGB")
_HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_AGAIN = "Save it again as JPEG or PNG, or take it out of the text."
_MISSING = "Put it there again, or take it out of the text."

Image.MAX_IMAGE_PIXELS = None  # `MOST_PIXELS` says it, with its place


class PictureError(Exception):
    """What is wrong with the file of a picture (`what`), and what to do about it (`hint`)."""

    def __init__(self, what: str, hint: str = _AGAIN) -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


def facts(data: bytes) -> PictureFacts:
    """Size and format of a picture. Raises PictureError."""
    key = digest(data).hex()
    if svg.is_svg(data):
        return PictureFacts(key, VECTOR, *_of_drawing(data), "svg")
    with _opened(data) as image:
        width, height = image.size
        if _orientation(image) in _TURNED:
            width, height = height, width
        return PictureFacts(key, _kind(image), width, height, _FORMATS[image.format or ""])


def _of_drawing(data: bytes) -> tuple[int, int]:
    try:
        if svg.has_pixels(data):
            what = "holds a photograph, and perhaps where it was taken"
            raise PictureError(what, "Put the photograph beside the article, and link to it from there.")
        return svg.size(data)
    except ValueError as error:
        raise _damaged(error) from None


def drawing(data: bytes) -> bytes:
    """An SVG as it is published. Raises PictureError."""
    try:
        return svg.cleaned(data)
    except ValueError as error:
        raise _damaged(error) from None


def upright(data: bytes, width: int, height: int) -> Image.Image:
    """The pixels the right way up, perhaps reduced, but to no less than this size: RGB, RGBA or L, in sRGB,
    without metadata. Raises PictureError."""
    with _opened(data) as image:
        box = (height, width) if _orientation(image) in _TURNED else (width, height)
        image.draft("RGB", box)  # libjpeg decodes a half, a quarter or an eighth
        try:
            image.load()
            return plain(ImageOps.exif_transpose(image))
        except Exception as error:  # whatever a decoder says
            raise _damaged(error) from error


def frames(data: bytes) -> tuple[list[Image.Image], list[int]]:
    """The frames of an animation, and how long each is shown, in milliseconds. Raises PictureError."""
    with _opened(data) as image:
        shown, times = [], []
        try:
            for number in range(getattr(image, "n_frames", 1)):
                image.seek(number)
                shown.append(plain(image.convert("RGBA"), image.info.get("icc_profile")))
                times.append(int(image.info.get("duration", 0)))
        except Exception as error:  # whatever a decoder says
            raise _damaged(error) from error
        return shown, times


def plain(image: Image.Image, profile: bytes | None = None) -> Image.Image:
    """The pixels in RGB, RGBA or L, in sRGB, without any metadata that Pillow could write into a file."""
    profile = profile or image.info.get("icc_profile")
    image = _in_eight_bits(image)
    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L", "LAB"):
        image = _in_srgb(image, profile)
    if image.mode not in ("RGB", "RGBA", "L"):
        image = image.convert("RGBA" if "A" in image.mode else "RGB" if len(image.getbands()) > 1 else "L")
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Scale 16 bits a channel down to 8: Pillow alone would cap the values at 255."""
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The image converted to sRGB. A profile that cannot be read is ignored."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
        known = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(known):
            return image
        bare = image.convert("RGB") if alpha else image
        converted = ImageCms.profileToProfile(bare, known, _TO_SRGB, outputMode="RGB")
        assert converted is not None  # None only where it converts in place
        if alpha:
            converted.putalpha(alpha)
        return converted
    return image


def read(path: Path) -> bytes:
    """The bytes of a picture's file. Raises PictureError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PictureError(f"cannot be read ({error.strerror})", _MISSING) from None
    if not data:
        raise PictureError("is empty", _MISSING)
    return data


def _opened(data: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(data), formats=_PILLOWS)
        pixels = image.width * image.height * getattr(image, "n_frames", 1)
    except UnidentifiedImageError:
        raise PictureError(*_unknown(data)) from None
    except Exception as error:  # whatever a decoder says
        raise _damaged(error) from error
    if pixels > MOST_PIXELS:
        most = f"{MOST_PIXELS // 10**6} million pixels are read here"
        raise PictureError(
            f"has {pixels // 10**6} million pixels", f"Make it smaller: at most {most}, over all its frames."
        )
    return image


def _unknown(data: bytes) -> tuple[str, str]:
    """What a file is that is no known picture, and what to do."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        return "is HEIC, which browsers do not show", "Save it as JPEG; phones can be told to take JPEGs."
    if data.lstrip()[:9].lower().startswith((b"<!doctype", b"<html", b"<head", b"<?xml")):
        return "is a page, not a picture", "Fetch the picture itself again."
    return "is not a picture that can be read here", _AGAIN


def _damaged(error: Exception) -> PictureError:
    return PictureError(f"is damaged ({' '.join(str(error).split()) or type(error).__name__})")


def _orientation(image: Image.Image) -> int:
    with suppress(Exception):  # a broken tag counts as none
        return int(image.getexif().get(_ORIENTATION, 1))
    return 1


def _kind(image: Any) -> str:
    if getattr(image, "is_animated", False) and image.format not in ("MPO", "TIFF"):
        return ANIMATION
    if image.mode in ("P", "1", "PA", "LA", "RGBA") or "transparency" in image.info:
        return DRAWING
    return PHOTO
