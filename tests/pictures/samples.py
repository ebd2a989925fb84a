"""Pictures for tests, made here: small ones, and those that a camera, a phone or an enemy would send."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from struct import pack
from zlib import compress, crc32

from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

CANARY = "Canari-4807"
"""Stands wherever a file can say something beside its pixels."""
_GPS, _EXIF = 0x8825, 0x8769


@cache
def picture(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """A red upper left, a blue lower right, and shades between."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 3, height // 3), (220, 20, 20))
    draw.rectangle((width * 2 // 3, height * 2 // 3, width, height), (20, 20, 220))
    return image.convert(mode)


def scene(width: int, height: int) -> Image.Image:
    """Shades of several sizes, as a photograph has them, and some noise."""
    shades = Image.new("L", (width, height), 128)
    for cells in (5, 40, 200):
        small = Image.effect_noise((cells, cells), 90).resize((width, height), Image.Resampling.BICUBIC)
        shades = Image.blend(shades, small, 0.4)
    noise = Image.effect_noise((width, height), 6)
    rotated = shades.transpose(Image.Transpose.ROTATE_180)
    return Image.merge("RGB", [Image.blend(each, noise, 0.1) for each in (shades, rotated, shades)])


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def jpeg(width: int = 900, height: int = 600, **options: object) -> bytes:
    return saved(picture(width, height), "JPEG", **options)


def png(width: int = 90, height: int = 60, mode: str = "RGB", **options: object) -> bytes:
    return saved(picture(width, height, mode), "PNG", **options)


def exif(orientation: int = 1) -> bytes:
    """As phones write it: which one, when, where."""
    said = Image.Exif()
    said[0x0112] = orientation
    for tag in (0x010F, 0x0110, 0x0131, 0x013B, 0x8298):  # make, model, software, artist, copyright
        said[tag] = CANARY
    said.get_ifd(_EXIF).update({0x9003: "2020:12:19 14:05:12", 0xA431: CANARY, 0x9286: CANARY.encode()})
    said.get_ifd(_GPS).update({1: "N", 2: (43.0, 41.0, 12.0), 3: "E", 4: (7.0, 16.0, 3.0), 29: CANARY})
    return said.tobytes()


XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><r>{CANARY}</r></x:xmpmeta>".encode()


def phone(orientation: int = 1, width: int = 900, height: int = 600) -> bytes:
    """A JPEG with all that can stand in one: EXIF with GPS, XMP, IPTC, a comment, a thumbnail, and more after
    its end."""
    image = picture(width, height)
    turned = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    stored = image if turned is None else image.transpose(Image.Transpose(turned))
    plain = saved(stored, "JPEG", exif=exif(orientation), xmp=XMP, comment=CANARY.encode(), quality=90)
    iptc = b"8BIM\x04\x04\x00\x00" + pack(">I", len(CANARY) + 5) + b"\x1c\x02\x78" + pack(">H", len(CANARY))
    return _with_segment(plain, 0xED, b"Photoshop 3.0\0" + iptc + CANARY.encode()) + saved(
        image, "JPEG", exif=exif()
    )


def _with_segment(data: bytes, marker: int, body: bytes) -> bytes:
    return data[:2] + bytes((0xFF, marker)) + pack(">H", len(body) + 2) + body + data[2:]


def profile(name: str) -> bytes:
    """Of a camera's colours: red and blue stand for each other, so that it is seen whether it was read."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    known = ImageCms.ImageCmsProfile(BytesIO(made)).profile.profile_description.encode("utf-16-be")
    made = made.replace(known, name.ljust(len(known) // 2)[: len(known) // 2].encode("utf-16-be"))
    tags = {made[at : at + 4]: at for at in range(132, 132 + 12 * int.from_bytes(made[128:132], "big"), 12)}
    red, blue = tags[b"rXYZ"] + 4, tags[b"bXYZ"] + 4
    swapped = bytearray(made)
    swapped[red : red + 8], swapped[blue : blue + 8] = made[blue : blue + 8], made[red : red + 8]
    return bytes(swapped)


def text_png() -> bytes:
    said = PngInfo()
    said.add_text("Author", CANARY)
    said.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    return saved(picture(300, 200, "RGBA"), "PNG", pnginfo=said, exif=exif(6), icc_profile=profile("Display"))


def deep_png(width: int = 300, height: int = 200) -> bytes:
    """Sixteen bits of grey, from dark to light."""
    ramp = [round(65535 * x / (width - 1)) for x in range(width)]
    rows = (b"\0" + b"".join(pack(">H", each) for each in ramp)) * height
    return _png(width, height, 16, 0, rows)


def bomb_png(side: int = 60_000) -> bytes:
    """A kilobyte that says it has billions of pixels."""
    return _png(side, side, 8, 2, b"")


def _png(width: int, height: int, depth: int, colours: int, rows: bytes) -> bytes:
    head = pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", compress(rows)), (b"IEND", b""))
    made = (pack(">I", len(body)) + name + body + pack(">I", crc32(name + body)) for name, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def animation(form: str = "GIF", frames: int = 3) -> bytes:
    pictures = [Image.new("RGB", (120, 80), (80 * number, 0, 0)) for number in range(frames)]
    more = {"comment": CANARY.encode()} if form == "GIF" else {"exif": exif()}
    return saved(pictures[0], form, save_all=True, append_images=pictures[1:], duration=200, loop=0, **more)


SVG = f"""<?xml version="1.0"?>
<!-- {CANARY} -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:export-filename="/home/{CANARY}/p.png"
 width="20mm" viewBox="0 0 40 20" onload="alert('{CANARY}')">
<metadata>{CANARY}</metadata><title>Un plan</title><script>alert('{CANARY}')</script>
<inkscape:note>{CANARY}</inkscape:note><image href="https://{CANARY}.example/x.png"/>
<a xlink:href="javascript:alert('{CANARY}')"><path id="p" d="M0 0L40 20" stroke="red"/></a>
<use xlink:href="#p" onclick="{CANARY}"/><foreignObject><p>{CANARY}</p></foreignObject></svg>
""".encode()

CAMERAS: dict[str, Callable[[], bytes]] = {
    **{f"turned-{number}.jpg": lambda number=number: phone(number) for number in range(1, 9)},
    "p3.jpg": lambda: jpeg(icc_profile=profile(CANARY), exif=exif(), comment=CANARY.encode()),
    "progressive.jpg": lambda: jpeg(progressive=True, exif=exif(), xmp=XMP),
    "grey.jpg": lambda: saved(picture(mode="L"), "JPEG", exif=exif()),
    "cmyk.jpg": lambda: saved(picture(mode="CMYK"), "JPEG", exif=exif()),
    "texts.png": text_png,
    "palette.png": lambda: png(300, 200, "P", exif=exif()),
    "deep.png": deep_png,
    "camera.webp": lambda: saved(picture(), "WEBP", exif=exif(), xmp=XMP, icc_profile=profile(CANARY)),
    "camera.avif": lambda: saved(picture(), "AVIF", exif=exif(6), xmp=XMP, speed=10),
    "scan.tif": lambda: saved(picture(), "TIFF", exif=exif(8)),
    "old.bmp": lambda: saved(picture(300, 200), "BMP"),
    "moving.gif": animation,
    "moving.webp": lambda: animation("WEBP"),
    "moving.png": lambda: saved(
        picture(90, 60), "PNG", save_all=True, append_images=[Image.new("RGB", (90, 60))]
    ),
    "plan.svg": lambda: SVG,
}
"""One of each kind that is read."""
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "truncated.jpg": (lambda: jpeg()[:9000], "is damaged"),
    "truncated.png": (lambda: png(300, 200)[:600], "is damaged"),
    "empty.jpg": (lambda: b"", "is empty"),
    "page.jpg": (lambda: b"<!DOCTYPE html><title>404</title>", "is a page, not a picture"),
    "noise.png": (lambda: b"\x89PNG\r\n\x1a\nnoise", "is not a picture that can be read here"),
    "phone.heic": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "is HEIC, which browsers do not show"),
    "bomb.png": (bomb_png, "has 3600 million pixels"),
    "laughs.svg": (
        lambda: (
            b"<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>"
            b"]><svg xmlns='http://www.w3.org/2000/svg'><text>&d;</text></svg>"
        ),
        "is damaged",
    ),
    "photo.svg": (
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><image href='data:image/png;base64,AAAA'/></svg>",
        "holds a photograph",
    ),
}
"""With what is said of them."""
