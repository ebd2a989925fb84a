"""One build goes on from another: only what changed is made, and what is in doubt is handed over. That the
bytes are those of a clean build is asked of whole sites, in tests/site."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from plugins.common.conf import Conf
from plugins.fastbuild import __main__ as command
from plugins.fastbuild.cache import NeedsFullBuild
from plugins.fastbuild.changes import Changes
from plugins.fastbuild.incremental import IncrementalBuild
from plugins.fastbuild.lazy import LazyViews
from plugins.fastbuild.state import BuildCache
from plugins.fastbuild.templates import Templates
from plugins.views.model import LedgerView
from tests.fastbuild import samples

TEMPLATES = {
    "index.html": "{% for article in articles_page.object_list %}{{ article.title }}{% endfor %}",
    "tag.html": "{% for one in articles_page.object_list %}{{ one.title, one.comments|length }}{% endfor %}",
    "article.html": "{{ article.title }}{% for one in article.comments %}{{ one.body_html }}{% endfor %}",
    "archives.html": "{% for year in years %}{{ year.year }}{% endfor %}",
    "404.html": "Rien.",
}
COMMENT = "Id: {0}\nAuthor: Zoé\nDate: 2021-01-0{0}\n\nTexte {0}.\n"
UN = frozenset(["un"])


def comment(number, slug="un"):
    path = Path(f"content/comments/{slug}/{number}.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(COMMENT.format(number), encoding="utf-8")


@pytest.fixture(autouse=True, params=["1", "2"])
def built(request, tmp_path, monkeypatch):
    """A site with an article without comments, of which all is written."""
    monkeypatch.setenv("FASTBUILD_PROCESSES", request.param)
    monkeypatch.chdir(tmp_path)
    Path("content").mkdir()
    for name, text in TEMPLATES.items():
        path = Path("theme/templates", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    cache = BuildCache(Path("output"))
    settings = replace(samples.STATE.settings, theme="theme", jinja={"autoescape": True})
    views = {name: replace(view, comments=(), last_comment=None) for name, view in samples.VIEWS.items()}
    state = replace(samples.state(cache.site, views), settings=settings)
    lazy = LazyViews(state, LedgerView(), cache.site, Path("content"))
    planner = samples.planner(state, lazy, Templates(settings.theme, "fr", settings.jinja, {}).render)
    articles = [planner.article(summary) for summary in state.summaries.values()]
    files, units = {}, {}
    for unit in [*articles, *(unit for group in planner.groups() for unit in group.units())]:
        units[unit.name] = unit.build(files.__setitem__, lazy.accessed_fields)
    cache.output.write(files)
    cache.hosts.write({"intake.json": planner.intake().encode()})
    hosts = cache.hosts.stamps(["intake.json"])
    cache.save(replace(state, units=units), cache.output.stamps(files), hosts, {})
    cache.close()


def incremental():
    return IncrementalBuild(BuildCache(Path("output")), Path("content"), {})


def run(found):
    """The files that were written anew."""
    before = {path: path.stat().st_ino for path in Path("output").rglob("*")}
    count, of = incremental().run(found, dict)
    written = {
        path
        for path in Path("output").rglob("*")
        if path.is_file() and before.get(path) != path.stat().st_ino
    }
    gone = {path for path in before if not path.exists() and path.suffix}
    assert count == len(written | gone)
    assert of == sum(path.is_file() for path in Path("output").rglob("*"))
    return {path.relative_to("output").as_posix() for path in written | gone}


def test_only_what_shows_a_comment_is_written():
    comment(1)
    found = run(Changes(comments=UN))
    assert {"un/index.html", "tag/mer/index.html", "feed/comments/atom.xml", "un/comments.atom.xml"} <= found
    assert found.isdisjoint(
        {"index.html", "404.html", "archive/index.html", "deux/index.html", "feed/feed.json"}
    )
    assert "Texte 1." in Path("output/un/index.html").read_text()
    assert '"count": 1' in Path("output.hosts/intake.json").read_text()


def test_builds_go_on_from_one_another():
    for number in (1, 2):
        comment(number)
        assert "un/index.html" in run(Changes(comments=UN))
    assert run(Changes(comments=UN)) == set()
    shutil.rmtree("content/comments/un")
    assert {"feed/comments/atom-1.xml", "un/comments.atom-1.xml"} <= run(Changes(comments=UN))
    assert not Path("output/feed/comments/atom-1.xml").exists()


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (
            Changes(sources=frozenset(["content/images/x.svg"])),
            "images/x.svg changed, which is not an article",
        ),
        (Changes(comments=frozenset(["autre"])), "comments for “autre”, which is not an article"),
    ],
)
def test_what_is_in_doubt_is_handed_over(found, reason):
    with pytest.raises(NeedsFullBuild, match=f"^{re.escape(reason)}$"):
        incremental().run(found, dict)


def test_a_comment_that_cannot_be_read_is_handed_over():
    """Pelican tells what it is, once."""
    comment(1)
    Path("content/comments/un/1.txt").write_text("Rien")
    with pytest.raises(NeedsFullBuild, match=r"^something is wrong with the comments of “un”$"):
        incremental().run(Changes(comments=UN), dict)


def test_with_a_theme_that_only_pelican_knows_nothing_goes_on():
    cache = BuildCache(Path("output"))
    state = cache.state()
    cache.save(replace(state, settings=replace(state.settings, jinja=None)), *cache.stamps, {})
    with pytest.raises(NeedsFullBuild, match=r"^the last build left nothing to go on from$"):
        incremental()


LEDGER = """month,received,published,refused_by_rule,refused_by_hand,median_minutes,last
2021-01,3,2,1,0,45,2021-01-09
"""
BOTH = Changes(UN, frozenset(["content/moderation.csv"]))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("404.html", "It is as the last build left it: nothing that it is made of changed."),
        ("tag/mer/index.html", "It would be written: the comments of un changed."),
        ("un/index.html", "It would be written: the comments of un changed."),
        ("archive/index.html", "It would be written: content/moderation.csv changed."),
    ],
)
def test_only_what_a_file_shows_is_blamed(path, told):
    comment(1)
    Path("content/moderation.csv").write_text(LEDGER)
    assert [*incremental().explain(BOTH, path)][-1] == told


def test_what_goes_is_said():
    comment(1)
    comment(2)
    run(Changes(comments=UN))
    shutil.rmtree("content/comments/un")
    told = [*incremental().explain(Changes(comments=UN), "feed/comments/atom-1.xml")]
    assert told[-1] == "It would be taken away: there is nothing left to say in it."


def test_what_a_file_is_made_of_is_said():
    assert [*incremental().explain(Changes(), "tag/mer/index.html")][:2] == [
        "tag/mer/index.html belongs to a page (tag/mer/index.html).",
        "Its template asked of articles: comments, title.",
    ]
    assert [*incremental().explain(Changes(), "style.css")] == [
        "style.css is copied, or written by Pelican itself."
    ]


def test_after_a_build_that_was_killed_pelican_builds(monkeypatch):
    """Only a whole build knows which files are nobody's."""
    comment(1)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("os.replace", Mock(side_effect=KeyboardInterrupt))
        incremental().run(Changes(comments=UN), dict)
    with pytest.raises(NeedsFullBuild, match=r"^the last one was interrupted while it wrote$"):
        command._last_stamps(Conf("pelicanconf.py", {}), BuildCache(Path("output")))


def test_a_reason_is_short():
    """The system's words may hold all of a text."""

    class Broken:
        def run(self, found, seen):
            raise OSError("(" * 5000)

    with pytest.raises(NeedsFullBuild) as told:
        command._run(Broken(), Changes(), SimpleNamespace(seen=dict))
    assert len(str(told.value)) <= 200
