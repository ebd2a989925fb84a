"""Whatever goes wrong is told in the site's language: what two sites say alike is in no catalogue."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from plugins.common import translations
from plugins.translation import catalogue
from tests.moderation.conftest import Clock, Visitor
from tests.moderation.web import tour
from tests.moderation.web.desk.conftest import Moderator
from tests.moderation.web.test_web import soup

TOURS: dict[str, Callable[..., tour.Answers]] = {
    "visitor": tour.as_visitor,
    "sender": tour.as_sender,
    "addressee": tour.as_addressee,
    "stranger": tour.as_stranger,
    "moderator": tour.as_moderator,
}
DESK = ("stranger", "moderator")
_TYPED = "script, style, code, kbd, bdi, textarea, pre, .e-content, .p-author, .masthead, .colophon a"
_HEARD = ("title", "alt", "aria-label", "placeholder")
_WORDS = re.compile(r"(?<!\w)[^\W\d_]{2,}(?!\w)")
_GIVEN = re.compile(
    r"Le blog|Uvw|Zoe|Lou|Xyz|Abc|Def|Ana|Léo|moderation\.toml|\[desk\] author|\S+@\S+|\S+/\S*"
    r"|\S+\.(?:example|txt)|\b(?:un|casino|false|web)\b"
)
"""What is nobody's sentence: names, titles, addresses."""


def texts(page: BeautifulSoup) -> set[str]:
    """What of a page is seen or heard, but what people wrote."""
    for other in page.select(_TYPED):
        other.decompose()
    heard = (one[name] for name in _HEARD for one in page.select(f"[{name}]"))
    return {piece for text in (*page.stripped_strings, *heard) for piece in pieces(_GIVEN.sub("", text))}


def pieces(text: str) -> set[str]:
    """The text, and each two words of it that stand side by side: part of a sentence may be filled in."""
    words = _WORDS.findall(text)
    pairs = {f"{one} {other}" for one, other in pairwise(words)}
    return {" ".join(text.split()), *pairs} if words else set()


@pytest.fixture
def toured(visitor: Visitor, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """The texts of each answer of a tour, on a site of its own in each language."""

    def told(name: str, lang: str) -> dict[str, set[str]]:
        root = tmp_path_factory.mktemp(lang)
        for each in visitor.paths.root.iterdir():
            if each.is_symlink():
                (root / each.name).symlink_to(each.resolve())
        site = object.__new__(type(visitor.site))
        site.root, site.output = root, root / "output"
        one = tour.translated(Visitor(site, Clock()), lang)
        who = Moderator(one, tour.RULES) if name in DESK else one
        return {what: texts(soup(answer)) for what, answer in TOURS[name](who)}

    return told


def alike(lang: str) -> list[re.Pattern[str]]:
    """What French and this language say alike; what is filled in is a number."""
    known = catalogue.read(translations.CATALOGUES / f"{lang}.po")
    pairs = ((one.id, one.string) for one in known if one.id)
    flat = ((a, b) if isinstance(a, str) else (a[0], b[0]) for a, b in pairs)
    return [re.compile(re.sub(r"%\\\((?:\w|\\_)+\\\)s", r"\\d+", re.escape(a))) for a, b in flat if a == b]


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", TOURS)
def test_nothing_is_said_alike_in_two_languages(toured, name, lang):
    french, other, known = toured(name, "fr"), toured(name, lang), alike(lang)
    assert list(french) == list(other)
    same = {text: what for what in french for text in french[what] & other[what]}
    assert not {text: what for text, what in same.items() if not any(one.fullmatch(text) for one in known)}
