"""What a build leaves comes back for the next one; an incremental one writes only what changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from plugins.fastbuild.cache import SEEN
from plugins.fastbuild.state import BuildCache, BuiltUnit
from tests.fastbuild import samples

UNITS = {
    f"page {number}.html": BuiltUnit(b"x", (f"{number}.html",), ("title",), "list") for number in range(9)
}
OUTPUT, HOSTS = {"index.html": (3, 7), "un/index.html": (4, 8)}, {"intake.json": (1, 2)}
SEEN_NOW = {"settings": b"s"}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def state():
    cache = BuildCache(Path("output"))
    now = replace(samples.state(cache.site), units=UNITS)
    cache.save(now, OUTPUT, HOSTS, SEEN_NOW)
    cache.close()
    return now


def test_all_of_it_comes_back(state):
    cache = BuildCache(Path("output"))
    assert cache.state() == cache.state("key") == state
    assert cache.stamps == (OUTPUT, HOSTS)
    assert all(isinstance(unit, BuiltUnit) for unit in cache.state().units.values())


def test_of_another_key_or_another_output_nothing_does(state):
    assert BuildCache(Path("output")).state("other") is None
    assert BuildCache(Path("elsewhere/output")).stamps is None
    assert BuildCache(Path("output.preview")).state() is None


def test_what_changed_takes_the_place_of_what_was(state):
    cache = BuildCache(Path("output"))
    old = cache.state()
    summary, record = samples.summed_up("un.md", samples.VIEWS["deux.md"])
    cache.site.add([(summary.record, record)])
    units = {**old.units, "page 0.html": BuiltUnit(b"y", ("0.html",), (), "list")}
    del units["page 3.html"]
    now = replace(old, units=units, summaries={**old.summaries, "un.md": summary})
    cache.save(now, {"index.html": (9, 9)}, HOSTS, SEEN_NOW, before=old)
    again = BuildCache(Path("output"))
    assert again.state() == now
    assert again.stamps == ({"index.html": (9, 9)}, HOSTS)
    assert not again.site.holds(old.summaries["un.md"].record), "nobody needs it any more"


def test_templates_are_kept_by_a_full_build(state):
    cache = BuildCache(Path("output"))
    cache.templates["name"] = "made of", compile("1", "a.html", "eval")
    cache.save(state, OUTPUT, HOSTS, SEEN_NOW)
    assert eval(BuildCache(Path("output")).templates["name"][1]) == 1


def test_where_nobody_looked_nothing_is_known_of_the_sources(state):
    cache = BuildCache(Path("output"))
    assert cache.site.read(SEEN) == SEEN_NOW
    cache.save(state, OUTPUT, HOSTS, {})
    assert not cache.site.read(SEEN)


def test_a_full_build_keeps_no_other_records(state):
    cache = BuildCache(Path("output"))
    only = {"deux.md": state.summaries["deux.md"]}
    cache.save(replace(state, summaries=only), OUTPUT, HOSTS, SEEN_NOW)
    assert [cache.site.holds(one.record) for one in state.summaries.values()] == [False, True]
