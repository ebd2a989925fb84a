"""A unit's fingerprint changes with what its template read, and with nothing else."""

from dataclasses import replace

import pytest

from plugins.common.feed_formats import ARTICLES, TERM
from plugins.common.feed_formats import LEDGER as LEDGER_FEEDS
from plugins.common.when import When
from plugins.fastbuild.plan import COMMENTS, LEDGER
from plugins.fastbuild.state import BuiltUnit
from plugins.views.model import LedgerView, LedgerYear, TermView
from plugins.views.page_specs import TERMS
from tests.fastbuild import samples
from tests.fastbuild.samples import NAMES, VIEWS
from tests.views.samples import article


@pytest.fixture
def cache(tmp_path):
    return samples.cache_in(tmp_path)


@pytest.fixture
def plan(cache, tmp_path):
    """The planner of the site with some of its articles changed, or something else of its state."""

    def plan(views=None, ledger=LedgerView(), render=lambda job: b"", **changes):  # noqa: B008  # it is frozen
        views = {**VIEWS, **(views or {})}
        state = replace(samples.state(cache, views), **changes)
        lazy = samples.LazyViews(state, ledger, cache, tmp_path)
        lazy._read_comments = lambda slug, _: views[f"{slug}.md"].comments
        return samples.planner(state, lazy, render)

    return plan


def units(planner):
    groups = [*planner.groups(), *planner.articles()]
    return {unit.name: unit for group in groups for unit in group.units()}


def changed(before, after, fields=("title", "url")):
    """The names of units that are not as they were, if all templates read these fields."""
    old = {name: unit.fingerprint(fields) for name, unit in units(before).items()}
    new = {name: unit.fingerprint(fields) for name, unit in units(after).items()}
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


ARCHIVES = {"feed feed/atom-1.xml", *(f"feed {path}" for _, path in ARTICLES.paths())}
OF_COMMENTS = {f"feed feed/comments/{name}" for name in ("atom.xml", "atom-1.xml")}
LISTS = {"page index.html", "page page/2.html", "page tag/mer/index.html", "page archive/index.html"}


def test_all_that_is_written_is_planned(plan):
    assert units(plan()).keys() == {
        *LISTS,
        *ARCHIVES,
        *OF_COMMENTS,
        *(f"article {name}" for name in NAMES),
        *(f"feed {path}" for _, path in TERM.paths("tag/mer/")),
        *("page 404.html", "sitemap"),
        *(f"feed {path}" for _, path in LEDGER_FEEDS.paths()),
    }


def test_the_same_site_has_the_same_fingerprints(plan):
    assert changed(plan(), plan()) == set()


def test_another_key_changes_all(plan):
    assert changed(plan(), plan(cache_key="other")) == units(plan()).keys()


def test_a_list_shows_what_its_template_read(plan):
    other = {"un.md": article("un", When(2020, 12, 18), VIEWS_UN, modified=When(2021, 4), status="other")}
    assert changed(plan(), plan(other)).isdisjoint(LISTS), "no list read the status"
    assert changed(plan(), plan(other), ("title", "status")) >= LISTS - {"page page/2.html"}
    assert "article un.md" in changed(plan(), plan(other))
    by_lang = changed(plan(), plan(other), ("title", "lang"))
    assert "page index.html" in by_lang, "what no summary knows is its digest"


VIEWS_UN = [
    "Author: A & B\nDate: 2021-01-05\n\n1 < 2",
    "Author: D\nDate: 2021-01-07T10:00:00+01:00\nReply-To: 1\nEdited: 2021-02-01\n\nhttp://a.fr/x",
    "Author: E\nDate: 2021-01-08\nWithdrawn: 2022-03-01\n\nretiré aussi",
    "Author: C\nDate: 2021-01-09\nWithdrawn: 2021-03-01\n\nretiré",
]


def test_a_comment_changes_its_page_the_feeds_it_stands_in_and_the_counts(plan):
    more = [*VIEWS_UN, "Author: F\nDate: 2023-01-01\n\nEncore"]
    other = {"un.md": article("un", When(2020, 12, 18), more, modified=When(2021, 4))}
    found = changed(plan(), plan(other), ("title", "comments"))
    assert {"article un.md", "page index.html", "feed feed/comments/atom.xml", "sitemap"} <= found
    assert found.isdisjoint({"article deux.md", "page page/2.html", "feed feed/feed.json", "page 404.html"})


def test_the_ledger_changes_overviews_alone(plan):
    found = changed(plan(), plan(ledger=LedgerView((LedgerYear(2020, ()),))))
    assert "page archive/index.html" in found
    assert found.isdisjoint(LISTS - {"page archive/index.html"})


def test_a_term_changes_its_list_and_the_overview(plan):
    other = {**{kind: {} for kind in TERMS}, "tag": {"mer": (TermView("Mer", "mer", "tag/mer/", 2), NAMES)}}
    found = changed(plan(), plan(terms=other))
    assert {"page tag/mer/index.html", "page archive/index.html", "feed tag/mer/atom.xml"} <= found
    assert found.isdisjoint({"page index.html", "article un.md", "feed feed/atom.xml"})


def test_groups_say_what_they_depend_on(plan):
    needs = {group.name: group.dependencies for group in plan().groups()}
    assert needs["spec index.html"] == (*NAMES, LEDGER)
    assert needs["feed comments"] == (COMMENTS,)
    assert needs["feed ledger"] == (LEDGER,)
    assert needs["feed tag mer"] == NAMES[:1], "the newest alone"


def test_a_unit_is_built_with_what_its_template_read(plan):
    def render(job):
        return job.views["articles_page"].object_list[0].title.encode()

    planner, written = plan(render=render), {}
    group = next(planner.pages())
    built = group.units()[0].build(written.__setitem__, planner._views.accessed_fields)
    assert written == {"index.html": b"Titre <un> & suite"}
    assert built == BuiltUnit(
        group.units()[0].fingerprint(["title"]), ("index.html",), ("title",), group.name
    )
    assert group.units()[0].is_fresh(built)
    assert not group.units()[1].is_fresh(built)
    assert not group.units()[0].is_fresh(None)


def test_an_article_is_its_pages_and_the_feeds_of_its_comments(plan):
    planner, written = plan(), {}
    for name in NAMES:
        planner.article(planner._state.summaries[name]).build(
            written.__setitem__, planner._views.accessed_fields
        )
    feeds = {"un/comments.atom.xml", "un/c1.atom.xml"}
    assert {name for name in written if "-" not in name} == {"un/index.html", "deux/index.html", *feeds}
