"""The pages of a spec, and what each is given."""

from types import SimpleNamespace

import pytest

from plugins.common.taxonomies import TAXONOMIES
from plugins.common.when import When
from plugins.views import page_specs
from plugins.views.page_specs import PageSpec, render_jobs
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


def views(spec, only=None):
    return [{k: v for k, v in job.views.items() if k not in COMMON} for job in render_jobs(spec, SHELF, only)]


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
    assert views(PageSpec("t.html", ("x/index.html",), kind, subject)) == [given]


def test_every_page_knows_the_site_and_its_own_place():
    (job,) = render_jobs(PageSpec("t.html", ("é/index.html",)), SHELF)
    assert (job.save_as, job.template) == ("é/index.html", "t.html")
    assert job.views == {
        "site": SITE,
        "SITENAME": "Le blog",
        "SITEURL": "/ici",
        "DEFAULT_LANG": "fr",
        "url": "%C3%A9/",
        "canonical": "https://blog.example/ici/%C3%A9/",
    }


FILES = ("l/index.html", "l/page/2/index.html", "l/page/3/index.html")


def test_a_list_is_cut_into_pages():
    spec = PageSpec("t.html", FILES, "tag", "t", ("a", "b", "c"), 1)
    pages = [*render_jobs(spec, SHELF)]
    assert [job.save_as for job in pages] == [*FILES]
    assert [[one.slug for one in job.views["articles_page"].object_list] for job in pages] == [
        ["a"],
        ["b"],
        ["c"],
    ]
    assert [job.views["articles_page"].number for job in pages] == [1, 2, 3]
    assert [job.views["tag"] for job in pages] == ["tag t"] * 3
    assert pages[1].views["url"] == "l/page/2/"
    assert "categories" not in pages[0].views


def test_only_some_pages_of_a_list():
    spec = PageSpec("t.html", FILES, "tag", "t", ("a", "b", "c"), 2)
    only = [*render_jobs(spec, SHELF, [1])]
    assert [job.save_as for job in only] == [FILES[1]]
    assert [one.slug for one in only[0].views["articles_page"].object_list] == ["c"]
    assert only[0].views["articles_page"].number == 2


def test_the_index_knows_the_categories():
    (page,) = views(PageSpec("t.html", ("index.html",), "", None, ("a",), 5))
    assert page["categories"] == ("all of category",)
    assert page_specs.is_index(PageSpec("t.html", ("index.html",), "", None, ("a",), 5))
    assert not page_specs.is_index(PageSpec("t.html", ("index.html",), "", None, ("a",)))
    assert not page_specs.is_index(PageSpec("t.html", ("index.html",), "tag", "t", ("a",), 5))


def test_an_overview_has_all_by_year():
    (page,) = views(PageSpec("t.html", ("archive/index.html",), "", None, ("a", "b", "c", "d")))
    assert page.keys() == {"ledger", "years", *(taxonomy.plural for taxonomy in TAXONOMIES)}
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
    (page,) = views(PageSpec("t.html", ("archive/index.html",), "period", (2020,), ()))
    assert (page["years"], page["period"]) == ((), "2020")


def test_a_year_leads_to_where_the_settings_have_it():
    found = page_specs.years(list(VIEWS.values()), "annees/{date:%Y}.html")
    assert [(year.year, year.url) for year in found] == [
        (2020, "annees/2020.html"),
        (2019, "annees/2019.html"),
    ]
