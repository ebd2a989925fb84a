"""Articles before and after one."""

from plugins.views.model import LinkView
from plugins.views.neighbours import Neighbours

LINKS = {name: LinkView(name.upper(), f"{name}/") for name in ("c", "b", "a")}  # newest first
ALL = Neighbours(LINKS, {"S": ["a", "c"], "alone": ["b"]})


def test_among_all():
    assert [ALL.previous(name) for name in LINKS] == [LINKS["b"], LINKS["a"], None]
    assert [ALL.next(name) for name in LINKS] == [None, LINKS["c"], LINKS["b"]]


def test_what_is_not_listed_has_none():
    assert (ALL.previous("draft"), ALL.next("draft")) == (None, None)


def test_in_a_series():
    first, last = ALL.series("a", "S"), ALL.series("c", "S")
    assert first.articles == last.articles == (LINKS["a"], LINKS["c"])
    assert (first.previous, first.next) == (None, LINKS["c"])
    assert (last.previous, last.next) == (LINKS["a"], None)


def test_a_draft_sees_the_series_it_will_be_part_of():
    seen = ALL.series("draft", "S")
    assert (seen.articles, seen.previous, seen.next) == ((LINKS["a"], LINKS["c"]), None, None)


def test_one_article_is_no_series():
    assert ALL.series("b", "alone") is None
    assert ALL.series("b", None) is None
