"""A site's icons: the first letter of its name in the bubble that stands for a comment. Pure."""

from io import BytesIO
from unicodedata import normalize

from markupsafe import escape
from PIL import Image, ImageDraw, ImageFont

FOLDER = "theme.local/static/icons"
_PAPER, _ACCENT = "#fbf9f4", "#8c1c13"  # those of tokens.css
_SIDE = 32  # of the drawing
_FINE = 8  # it is drawn so much larger first
_MIDDLE = (16, 13)
_LETTER = 17
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>path{{fill:#8c1c13}}text{{'
    "fill:#fbf9f4;font:bold 17px Charter,Georgia,serif;text-anchor:middle}}@media (prefers-color-scheme:dark)"
    "{{path{{fill:#f0a48f}}text{{fill:#191714}}}}</style>"
    '<path d="M4 3h24a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H15l-7 7v-7H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z"/>'
    '<text x="16" y="19">{}</text></svg>\n'
)


def icons(name: str) -> dict[str, bytes]:
    """By their names. What is not a picture of lines needs a letter of the font at hand, a to z; without one
    the theme's stay."""
    letter = next((sign.upper()[0] for sign in name if sign.isalnum()), "")
    if not letter:
        return {}
    found = {"favicon.svg": _SVG.format(escape(letter)).encode()}
    if plain := normalize("NFKD", letter).encode("ascii", "ignore").decode()[:1]:
        found["apple-touch-icon.png"] = _png(plain)
        found["favicon.ico"] = _ico(plain)
    return found


def _png(letter: str) -> bytes:
    """A telephone fills what is clear with black, and cuts the corners off."""
    icon = Image.new("RGB", (180, 180), _PAPER)
    bubble = _bubble(letter, 124)
    icon.paste(bubble, (28, 28), bubble)
    return _bytes(icon, "PNG")


def _ico(letter: str) -> bytes:
    return _bytes(_bubble(letter, _SIDE), "ICO")


def _bubble(letter: str, size: int) -> Image.Image:
    scale = size * _FINE / _SIDE
    image = Image.new("RGBA", (size * _FINE, size * _FINE))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle([2 * scale, 3 * scale, 30 * scale, 23 * scale], 2 * scale, _ACCENT)
    draw.polygon([(8 * scale, 22 * scale), (15 * scale, 23 * scale), (8 * scale, 30 * scale)], _ACCENT)
    font = ImageFont.load_default(_LETTER * scale)
    draw.text((_MIDDLE[0] * scale, _MIDDLE[1] * scale), letter, _PAPER, font, anchor="mm")
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _bytes(image: Image.Image, form: str) -> bytes:
    data = BytesIO()
    image.save(data, form)
    return data.getvalue()
