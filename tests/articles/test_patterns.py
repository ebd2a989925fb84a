"""Addresses that follow from a header, as the settings say."""

import pytest

from plugins.articles.patterns import OURS, Patterns
from plugins.common.when import When
from tests.examples import pelicanconf

OTHER = Patterns("{date:%Y}/{slug}.html", "p/{slug}/index.html")


def test_ours_are_those_of_the_settings():
    assert Patterns.of(vars(pelicanconf)) == OURS == Patterns.of({})


@pytest.mark.parametrize(
    ("patterns", "when", "address"),
    [
        (OURS, When(2020, 12, 8), "/post/2020/12/08/un/"),
        (OURS, When(2020, 2), "/post/2020/02/un/"),
        (OURS, When(2020), "/post/2020/un/"),
        (OURS, None, "/post/un/"),
        (OTHER, When(2020, 12, 8), "/2020/un.html"),
    ],
)
def test_articles(patterns, when, address):
    assert patterns.of_article("un", when) == address


def test_pages():
    assert (OURS.of_page("un"), OTHER.of_page("un")) == ("/un/", "/p/un/")


def test_terms_and_archives_are_where_the_settings_say():
    there = Patterns.of({"TAG_SAVE_AS": "t/{slug}.html", "YEAR_ARCHIVE_SAVE_AS": "{date:%Y}/index.html"})
    assert (there.of_tag("a"), there.of_category("b")) == ("/t/a.html", "/category/b/")
    assert (there.of_year(2020), there.of_archives()) == ("/2020/", "/archive/")


def test_an_address_with_a_day_of_its_own_form_has_some_day_without_a_date():
    """1970, as in exports: an address must not change with the day on which it is asked for."""
    assert Patterns("{date:%j}/{slug}.html").of_article("un", None) == "/001/un.html"
