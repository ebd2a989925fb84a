"""A look at the sources sees every difference, whoever looks, and is sure only of what was not touched in its
own moment. What was seen is kept for the next build."""

import os
import shutil
import time
from pathlib import Path

import pytest

from plugins.common.conf import Conf
from plugins.fastbuild import changes
from plugins.fastbuild.cache import SEEN, Cache, NeedsFullBuild
from plugins.fastbuild.changes import UNSURE, ChangeDetector, Changes

TICK = 10**9
SLUGS = [f"billet-{number}" for number in range(12)]
CONF = Conf("pelicanconf.py", {"PATH": "content", "THEME": "theme"})
_NOTHING_KNOWN = "^nothing is known of an earlier build$"


@pytest.fixture(params=["1", "2"], autouse=True)
def here(request, tmp_path, monkeypatch):
    monkeypatch.setenv("FASTBUILD_PROCESSES", request.param)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(changes, "_PLUGINS", "plugins")
    for name in ("content/articles/un.md", "theme/templates/a.html", "theme/static/a.css", "plugins/a.py"):
        write(name)
    for slug in SLUGS:
        write(f"content/comments/{slug}/1.txt")


def write(name, text="Texte."):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def cache():
    return Cache(Path("cache.sqlite"), 1)


@pytest.fixture
def clock(monkeypatch):
    """So long after the last change, in nanoseconds."""

    def after(nanoseconds=TICK):
        touched = max(
            max(path.stat().st_mtime_ns, path.stat().st_ctime_ns) for path in [Path(), *Path().rglob("*")]
        )
        monkeypatch.setattr(changes.time, "time_ns", lambda: touched + nanoseconds)

    return after


@pytest.fixture
def keep(cache, clock):
    """A build that looks, and keeps what it saw."""

    def keep(after=TICK):
        clock(after)
        detector = ChangeDetector(cache, CONF)
        with pytest.raises(NeedsFullBuild, match=_NOTHING_KNOWN):
            detector.changes()
        cache.write({SEEN: {0: detector.seen()}})
        clock()

    return keep


def found(cache, conf=CONF):
    return ChangeDetector(cache, conf).changes()


def seen(cache, conf=CONF):
    """The stamps of the code, of files, and of folders of comments."""
    found = ChangeDetector(cache, conf).seen()
    return found["code"], found["files"], found["comments"]


def test_of_a_moment_that_is_over_all_is_sure(cache, clock):
    clock()
    code, files, comments = seen(cache)
    assert UNSURE not in (code, *files.values(), *comments.values())
    assert seen(cache) == (code, files, comments)
    assert [*files] == ["content/articles/un.md"]
    assert sorted(comments) == sorted(SLUGS)


def test_nothing_changed(cache, keep):
    keep()
    assert not found(cache)


@pytest.mark.parametrize("slug", SLUGS[::5])
def test_a_comment_changed(cache, keep, clock, slug):
    keep()
    write(f"content/comments/{slug}/2.txt")
    clock()
    assert found(cache) == Changes(comments=frozenset([slug]))


def test_what_was_seen_is_kept(cache, keep, clock):
    keep()
    for slug in SLUGS:
        write(f"content/comments/{slug}/1.txt", "Autre.")
    write("content/articles/un.md", "Autre.")
    clock()
    detector = ChangeDetector(cache, CONF)
    assert detector.changes() == Changes(frozenset(SLUGS), frozenset(["content/articles/un.md"]))
    cache.write({SEEN: {0: detector.seen()}})
    assert not found(cache)


@pytest.mark.parametrize(
    ("conf", "change", "reason"),
    [
        (Conf("pelicanconf.py", {**CONF.settings, "SITENAME": "Autre"}), None, "the settings changed"),
        (CONF, lambda: Path("theme").rename("gone"), "the theme, the code or a library changed"),
        (CONF, lambda: write("plugins/b.py"), "the theme, the code or a library changed"),
        (
            CONF,
            lambda: Path("theme/static").rename("theme/other"),
            "the theme, the code or a library changed",
        ),
        (CONF, lambda: write("content/articles/deux.md"), "content/articles/deux.md is new"),
        (CONF, lambda: Path("content/articles/un.md").unlink(), "content/articles/un.md is gone"),
    ],
)
def test_more_than_words(cache, keep, clock, conf, change, reason):
    keep()
    if change:
        change()
    clock()
    with pytest.raises(NeedsFullBuild, match=f"^{reason}$"):
        found(cache, conf)


def test_the_ledger_may_come_and_go(cache, keep, clock):
    keep()
    write("content/moderation.csv")
    clock()
    assert found(cache).sources == {"content/moderation.csv"}


def test_what_is_not_known_is_said(cache, keep):
    keep()
    cache.write({SEEN: {0: {}}})
    with pytest.raises(NeedsFullBuild, match=_NOTHING_KNOWN):
        found(cache)


@pytest.mark.parametrize(("after", "sure"), [(0, False), (49_999_999, False), (50_000_000, True)])
@pytest.mark.parametrize(
    "name",
    ["content/articles/un.md", "content/comments/billet-0/1.txt", "theme/static/a.css", "plugins/a.py"],
)
def test_what_was_touched_in_this_very_moment_is_not_sure(cache, clock, name, after, sure):
    """It may be touched again without a trace: file systems tick every four to ten million nanoseconds."""
    write(name, "Autre.")
    clock(after)
    assert (stamp_of(cache, name) != UNSURE) == sure


def test_what_was_not_sure_is_looked_into_the_next_time(cache, keep):
    write("plugins/a.py")
    keep(after=0)
    with pytest.raises(NeedsFullBuild, match="the theme, the code or a library changed"):
        found(cache)


ONE_OF_EACH = ("content/articles/un.md", "content/comments/billet-0/1.txt", "theme/static/a.css")


def stamp_of(cache, name):
    code, files, comments = seen(cache)
    return comments["billet-0"] if "comments" in name else files.get(name, code)


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_time_that_was_set_back_does_not_hide_a_change(cache, clock, name):
    """The time of the change itself, which nobody sets, is looked at too."""
    os.utime(name, ns=(TICK, TICK))
    clock(0)
    assert stamp_of(cache, name) == UNSURE


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_time_that_is_to_come_is_not_sure(cache, clock, name, monkeypatch):
    clock()
    now = time.time_ns()
    assert stamp_of(cache, name) != UNSURE
    os.utime(name, ns=(TICK, 4 * 10**18))
    monkeypatch.setattr(changes.time, "time_ns", lambda: now + TICK)
    assert stamp_of(cache, name) == UNSURE


def test_what_is_no_folder_of_comments_is_no_matter(cache, clock):
    write("content/comments/LISEZMOI")
    Path("content/articles", os.fsdecode(b"\xe9.md")).write_text("Texte.")
    clock()
    _, files, comments = seen(cache)
    assert "LISEZMOI" in comments
    assert files.keys() == {"content/articles/un.md", os.fsdecode(b"content/articles/\xe9.md")}


def test_a_site_without_comments(cache, keep):
    shutil.rmtree("content/comments")
    keep()
    assert not found(cache)


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_text("Plus long."),
        lambda path: os.utime(path, ns=(TICK, TICK)),
        lambda path: (path.rename("old"), path.write_text("Texte."), _time_of(path, Path("old"))),
        lambda path: path.unlink(),
        lambda path: path.rename(path.with_name("autre")),
    ],
)
@pytest.mark.parametrize("name", [*ONE_OF_EACH, "plugins/a.py"])
def test_every_difference_is_seen(cache, keep, clock, name, change):
    keep()
    change(Path(name))
    clock()
    try:
        assert found(cache)
    except NeedsFullBuild:
        assert "comments" not in name


def _time_of(path, other):
    os.utime(path, ns=(other.stat().st_atime_ns, other.stat().st_mtime_ns))


def test_code_is_ours_the_themes_and_the_libraries(cache, clock, monkeypatch):
    clock()
    before = seen(cache)[0]
    write("plugins/__pycache__/a.pyc")
    write("content/articles/deux.md")
    clock()
    assert seen(cache)[0] == before
    monkeypatch.setattr(changes.versions, "libraries", lambda: ("markdown-0.1.dist-info",))
    assert seen(cache)[0] != before


def test_changes_are_told_one_by_one():
    found = Changes(frozenset({"b", "a"}), frozenset({"x.md"}))
    names = [(name, *one.comments, *one.sources) for name, one in found.each()]
    assert names == [("the comments of a", "a"), ("the comments of b", "b"), ("x.md", "x.md")]
