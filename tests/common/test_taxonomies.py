"""The kinds of terms, as Pelican knows them."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from pelican.settings import DEFAULT_CONFIG

from plugins.common.taxonomies import TAXONOMIES, Taxonomy

ROOT = Path(__file__).parents[2]
TAG = Taxonomy("tag", "tags", "tags", "Tags")
CATEGORY = Taxonomy("category", "categories", "category", "Category", single=True, own_order=True)
MER, SEL = SimpleNamespace(slug="mer"), SimpleNamespace(slug="sel")


def test_the_terms_of_an_article():
    article = SimpleNamespace(category=MER, tags=[SEL, MER])
    assert (CATEGORY.terms_of(article), TAG.terms_of(article)) == ([MER], [SEL, MER])
    assert TAG.terms_of(SimpleNamespace()) == CATEGORY.terms_of(SimpleNamespace(category=None)) == []


def test_all_terms_stand_by_their_slugs_or_as_pelican_orders_them():
    found = [(SEL, ["un"]), (MER, ["deux"])]
    context = {"tags": found, "categories": found}
    assert TAG.listed(context) == [(MER, ["deux"]), (SEL, ["un"])]
    assert CATEGORY.listed(context) == found


def test_where_all_of_a_kind_are_listed():
    settings = {"DIRECT_TEMPLATES": ["index", "tags"], "TAGS_SAVE_AS": "tag/index.html"}
    assert (TAG.overview(settings), CATEGORY.overview(settings)) == ("tag/index.html", "")


@pytest.mark.parametrize("taxonomy", TAXONOMIES, ids=lambda taxonomy: taxonomy.name)
def test_every_kind_has_what_it_needs(taxonomy):
    """Settings of Pelican's, and two templates."""
    assert f"{taxonomy.name.upper()}_SAVE_AS" in DEFAULT_CONFIG
    templates = {path.stem for path in (ROOT / "theme/templates").glob("*.html")}
    assert {taxonomy.name, taxonomy.plural} <= templates


def test_what_says_that_there_is_none_is_none():
    kind = Taxonomy("category", "categories", "category", "Category", default="DEFAULT_CATEGORY")
    settings, none = {"DEFAULT_CATEGORY": "Sans"}, SimpleNamespace(name="Sans")
    assert kind.is_default(none, settings) and not TAG.is_default(none, settings)
