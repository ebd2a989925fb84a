"""The pages of a sheet, and what each is given."""

from types import SimpleNamespace

import pytest

from plugins.common.when import When
from plugins.views import sheets
from plugins.views.sheets import Sheet, leaves
from tests.views.samples import SITE, article

VIEWS = {
    "a": article("a", When(2020, 12)),
    "b": article("b", When(2020, 1)),
    "c": article("c", When(2019)),
    "d": article("d", None),
}
COMMON = {"site", "SITENAME", "SITEURL", "DEFAULT_LANG", "url", "canonical"}
SHELF = SimpleNamespace(
    site=SITE,
    ledger="the ledger",
    article=VIEWS.__getitem__,
    page=lambda name: f"page {name}",
    term=lambda kind, slug: f"{kind} {slug}",
    terms=lambda kind: (f"all of {kind}",),
)


def views(sheet, only=None):
    return [{k: v for k, v in leaf.views.items() if k not in COMMON} for leaf in leaves(sheet, SHELF, only)]


@pytest.mark.parametrize(
    ("kind", "subject", "given"),
    [
        ("article", "a", {"article": VIEWS["a"]}),
        ("page", "p", {"page": "page p"}),
        ("category", "c", {"category": "category c"}),
        ("tag", "t", {"tag": "tag t"}),
        ("period", (2020,), {"period": "2020"}),
        ("", None, {}),
    ],
)
def test_a_page_is_given_what_it_is_about(kind, subject, given):
    assert views(Sheet("t.html", ("x/index.html",), kind, subject)) == [given]


def test_every_page_knows_the_site_and_its_own_place():
    (leaf,) = leaves(Sheet("t.html", ("é/index.html",)), SHELF)
    assert (leaf.save_as, leaf.template) == ("é/index.html", "t.html")
    assert leaf.views == {
        "site": SITE,
        "SITENAME": "Le blog",
        "SITEURL": "/ici",
        "DEFAULT_LANG": "fr",
        "url": "%C3%A9/",
        "canonical": "https://blog.example/ici/%C3%A9/",
    }


FILES = ("l/index.html", "l/page/2/index.html", "l/page/3/index.html")


def test_a_list_is_cut_into_pages():
    sheet = Sheet("t.html", FILES, "tag", "t", ("a", "b", "c"), 1)
    pages = [*leaves(sheet, SHELF)]
    assert [leaf.save_as for leaf in pages] == [*FILES]
    assert [[one.slug for one in leaf.views["articles_page"].object_list] for leaf in pages] == [
        ["a"],
        ["b"],
        ["c"],
    ]
    assert [leaf.views["articles_page"].number for leaf in pages] == [1, 2, 3]
    assert [leaf.views["tag"] for leaf in pages] == ["tag t"] * 3
    assert pages[1].views["url"] == "l/page/2/"
    assert "categories" not in pages[0].views


def test_only_some_pages_of_a_list():
    sheet = Sheet("t.html", FILES, "tag", "t", ("a", "b", "c"), 2)
    only = [*leaves(sheet, SHELF, [1])]
    assert [leaf.save_as for leaf in only] == [FILES[1]]
    assert [one.slug for one in only[0].views["articles_page"].object_list] == ["c"]
    assert only[0].views["articles_page"].number == 2


def test_the_index_knows_the_categories():
    (page,) = views(Sheet("t.html", ("index.html",), "", None, ("a",), 5))
    assert page["categories"] == ("all of category",)
    assert sheets.is_index(Sheet("t.html", ("index.html",), "", None, ("a",), 5))
    assert not sheets.is_index(Sheet("t.html", ("index.html",), "", None, ("a",)))
    assert not sheets.is_index(Sheet("t.html", ("index.html",), "tag", "t", ("a",), 5))


def test_an_overview_has_all_by_year():
    (page,) = views(Sheet("t.html", ("archive/index.html",), "", None, ("a", "b", "c", "d")))
    assert page.keys() == {"ledger", "years", "categories", "tags"}
    assert (page["ledger"], page["categories"], page["tags"]) == (
        "the ledger",
        ("all of category",),
        ("all of tag",),
    )
    assert [(year.year, [one.slug for one in year.articles]) for year in page["years"]] == [
        (2020, ["a", "b"]),
        (2019, ["c"]),
    ]


def test_an_empty_overview():
    (page,) = views(Sheet("t.html", ("archive/index.html",), "period", (2020,), ()))
    assert (page["years"], page["period"]) == ((), "2020")
