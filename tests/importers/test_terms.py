"""Names as they stand in headers and in addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from plugins.importers import existing, prose, terms
from tests.examples import bring_settings, pelicanconf

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@given(NAMES)
def test_a_term_has_the_address_that_pelican_gives_it(name):
    """As `plugins.articles.hooks` asks for it."""
    assert terms.slug_of_term(name) == slugify(
        escape(name), regex_subs=DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"]
    )


def test_addresses_of_the_site_itself_are_reserved(tmp_path):
    bring_settings(tmp_path)
    addresses = [
        value for name, value in vars(pelicanconf).items()
        if name.endswith(("_URL", "_SAVE_AS")) and isinstance(value, str) and "/" in value.strip("/") + "/"
    ]  # fmt: skip
    first = {address.strip("/").partition("/")[0] for address in addresses}
    chosen = {address.strip("/") for address in existing.own_pages(tmp_path / "content")}
    assert {one for one in first if one and "{" not in one and "." not in one} <= terms.RESERVED | chosen
    assert set(pelicanconf.STATIC_PATHS) <= terms.RESERVED


def test_markdown_is_proved_as_the_site_renders_it():
    assert list(prose.EXTENSIONS) == pelicanconf.MARKDOWN["extensions"]


@pytest.mark.parametrize(
    ("names", "header"),
    [(["a", "b"], "a, b"), (["a, b", "c"], "a, b; c"), (["a, b"], "a, b;"), (["a; b"], "a, b;"), ([], "")],
)
def test_tags_with_signs_that_part_them(names, header):
    assert terms.header_of_tags(terms.tags(names)) == header


@pytest.mark.parametrize("name", ["a" * 300, "mot " * 80, "水" * 150])
def test_a_word_that_no_address_can_hold_is_shortened(name):
    (tag,) = terms.tags([name])
    assert name.startswith(tag) and len(tag) > 20 and len(terms.slug_of_term(tag)) <= 200
    assert terms.category(name) == tag
