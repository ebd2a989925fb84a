"""The theme's own rules: colours in one place, no physical directions, no inline style, no script."""

import re
from pathlib import Path

import pytest

from plugins.comments.form import FORM_FIELDS
from plugins.common import page_ids

THEME = Path(__file__).parent.parent / "theme"
SHEETS = sorted(THEME.glob("static/css/*.css"))
TEMPLATES = sorted(THEME.rglob("*.html"))
sheets = pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
templates = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def palettes() -> list[dict[str, str]]:
    """The light tokens and the dark ones."""
    text = (THEME / "static/css/tokens.css").read_text(encoding="utf-8")
    light, dark = text.split("prefers-color-scheme: dark")
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", part)) for part in (light, dark)]


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "paper", 7),
        ("quiet", "paper", 7),
        ("accent", "paper", 7),
        ("paper", "accent", 7),
        ("edge", "paper", 3),
    ],
)
def test_contrast(palette, front, back, least):
    assert contrast(palette[front], palette[back]) >= least


@sheets
def test_colours_are_tokens(path):
    if path.name not in {"tokens.css", "print.css"}:
        assert not re.search(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl|\boklch", path.read_text(encoding="utf-8"), re.I)


@sheets
def test_no_space_stands_before_a_colon(path):
    """rcssmin takes it away: `.prose :is(td)`, a cell in prose, becomes `.prose:is(td)`, which is nothing."""
    assert not re.search(r"[\w*)\]] :\w", path.read_text(encoding="utf-8"))


@sheets
def test_directions_are_logical(path):
    physical = (
        r"(?<![-\w])(left|right|top|bottom|(margin|padding|border)-(left|right|top|bottom)|width|height)\s*:"
    )
    text = re.sub(r"@media[^{]*", "", path.read_text(encoding="utf-8"))
    assert not re.search(physical, text)


@sheets
def test_no_important_and_a_layer(path):
    text = path.read_text(encoding="utf-8")
    assert "!important" not in text
    assert path.name == "index.css" or f"@layer {path.stem} {{" in text


@sheets
def test_nothing_moves(path):
    assert not re.search(r"\b(transition|animation|scroll-behavior)\b", path.read_text(encoding="utf-8"))


@templates
def test_no_inline_style_no_event_no_trust(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son\w+=|<style|\|\s*safe|javascript:", text, re.I)


@sheets
def test_no_selector_changes_its_meaning_when_it_is_made_small(path):
    """rcssmin takes the space out of `.prose :is(th, td)`, which then means something else."""
    assert not re.search(r"[\w)\]*] :[a-z-]+\b[^;]*[{,]$", path.read_text(encoding="utf-8"), re.MULTILINE)


@templates
def test_french_spaces(path):
    """Before a sign of two parts no line may break: U+202F, but U+00A0 before a colon and inside « »."""
    text = path.read_text(encoding="utf-8")
    words = re.sub(r"{{.*?}}|{%.*?%}|{#.*?#}|<[^>]*>|&nbsp;|&#8239;", "|", text, flags=re.DOTALL)
    assert not re.search(r"[ \w][;!?:»](?![\w/])|«[^|]", words)
    assert not re.search(r"&nbsp;[;!?]|&#8239;[:»]", text)


@templates
def test_the_only_script_element_is_data(path):
    for tag in re.findall(r"<script[^>]*>", path.read_text(encoding="utf-8")):
        assert tag == '<script type="application/ld+json">'


def test_the_ids_of_an_articles_page_are_those_that_no_author_may_have():
    templates = THEME / "templates"
    paths = [templates / "base.html", templates / "article.html", *sorted(templates.glob("parts/*.html"))]
    written = {
        name for path in paths for name in re.findall(r' id="([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    inputs = {field.name: field.input for field in FORM_FIELDS if field.input}
    hints = {f"{name}-hint" for name, input in inputs.items() if input.example}
    assert written | inputs.keys() | hints == page_ids.OWN
