"""A look at the sources sees every difference, and is sure only of what was not touched in its own moment."""

import os
import shutil
from pathlib import Path

import pytest

from plugins.fastbuild import scan as scanning
from plugins.fastbuild.scan import SHARES, UNSURE, scan

TICK = 10**9
SLUGS = [f"billet-{number}" for number in range(9)]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(scanning, "_PLUGINS", "plugins")
    for name in ("content/articles/un.md", "theme/templates/a.html", "theme/static/a.css", "plugins/a.py"):
        write(name)
    for slug in SLUGS:
        write(f"content/comments/{slug}/1.txt")


def write(name, text="Texte."):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def clock(monkeypatch):
    """So long after the last change, in nanoseconds."""

    def after(nanoseconds):
        touched = max(
            max(path.stat().st_mtime_ns, path.stat().st_ctime_ns) for path in [Path(), *Path().rglob("*")]
        )
        monkeypatch.setattr(scanning.time, "time_ns", lambda: touched + nanoseconds)

    return after


def look(share=0, before=None, theme="theme"):
    return scan(b"conf", "content", theme, share, before)


def stamps(scan):
    return [scan.code, *scan.files.values(), *scan.talks.values()]


def test_of_a_moment_that_is_over_all_is_sure(clock):
    clock(TICK)
    assert UNSURE not in stamps(look())
    assert look() == look()
    assert [*look().files] == ["content/articles/un.md"]


@pytest.mark.parametrize(("after", "sure"), [(0, False), (49_999_999, False), (50_000_000, True)])
def test_what_was_touched_in_this_very_moment_is_not_sure(clock, after, sure):
    """It may be touched again without a trace: file systems tick every four to ten million nanoseconds."""
    name = "content/articles/un.md"
    write(name, "Autre.")
    clock(after)
    seen = look()
    assert (seen.files[name] != UNSURE) == sure


@pytest.mark.parametrize(("after", "sure"), [(0, False), (49_999_999, False), (50_000_000, True)])
@pytest.mark.parametrize("name", ["content/comments/billet-0/1.txt", "theme/static/a.css", "plugins/a.py"])
def test_the_same_for_comments_and_for_code(clock, name, after, sure):
    write(name)
    clock(after)
    both = [look(share) for share in range(SHARES)]
    talks = {slug: stamp for one in both for slug, stamp in one.talks.items()}
    assert ((talks["billet-0"] if "comments" in name else both[0].code) != UNSURE) == sure


ONE_OF_EACH = ("content/articles/un.md", "content/comments/billet-0/1.txt", "theme/static/a.css")


def stamp_of(name):
    both = [look(share) for share in range(SHARES)]
    if "comments" in name:
        return next(one.talks["billet-0"] for one in both if "billet-0" in one.talks)
    return both[0].files.get(name, both[0].code)


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_time_that_was_set_back_does_not_hide_a_change(clock, name):
    """The time of the change itself, which nobody sets, is looked at too."""
    os.utime(name, ns=(TICK, TICK))
    clock(0)
    assert stamp_of(name) == UNSURE


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_time_that_is_to_come_is_not_sure(clock, name, monkeypatch):
    clock(TICK)
    now = scanning.time.time_ns()
    assert stamp_of(name) != UNSURE
    os.utime(name, ns=(TICK, 4 * 10**18))
    monkeypatch.setattr(scanning.time, "time_ns", lambda: now + TICK)
    assert stamp_of(name) == UNSURE


def test_what_is_no_folder_of_comments_is_no_matter(clock):
    write("content/comments/LISEZMOI")
    Path("content/articles", os.fsdecode(b"\xe9.md")).write_text("Texte.")
    clock(TICK)
    assert "LISEZMOI" in {**look(0).talks, **look(1).talks}
    assert look().files.keys() == {"content/articles/un.md", os.fsdecode(b"content/articles/\xe9.md")}


def test_a_site_without_comments(clock):
    shutil.rmtree("content/comments")
    clock(TICK)
    assert (look().talks, look().folders) == ({}, {})


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
@pytest.mark.parametrize(
    "name",
    ["content/articles/un.md", "content/comments/billet-0/1.txt", "theme/static/a.css", "plugins/a.py"],
)
def test_every_difference_is_seen(clock, name, change):
    clock(TICK)
    before = [look(share) for share in range(SHARES)]
    change(Path(name))
    clock(TICK)
    assert [look(share, before[share]) for share in range(SHARES)] != before


def _time_of(path, other):
    os.utime(path, ns=(other.stat().st_atime_ns, other.stat().st_mtime_ns))


def test_shares_are_all_of_it_and_each_is_one_part(clock):
    clock(TICK)
    first, second = (look(share) for share in range(SHARES))
    assert {*first.talks} | {*second.talks} == {*SLUGS}
    assert not {*first.talks} & {*second.talks}
    assert first.talks, second.talks
    assert second.files == {}
    assert first.code == second.code


def test_a_folder_that_is_as_it_was_is_not_listed_again(clock, monkeypatch):
    clock(TICK)
    before = look()
    assert {slug: names for slug, (_, names) in before.folders.items()} == dict.fromkeys(
        before.talks, ("1.txt",)
    )
    listed, listdir = [], os.listdir
    monkeypatch.setattr(os, "listdir", lambda folder: listed.append(folder) or listdir(folder))
    assert look(0, before) == before
    assert [folder for folder in listed if "billet" in folder] == []
    slug = next(iter(before.talks))
    write(f"content/comments/{slug}/2.txt")
    clock(TICK)
    assert look(0, before).folders[slug][1] == ("1.txt", "2.txt")
    assert [folder for folder in listed if "billet" in folder] == [f"content/comments/{slug}"]


def test_code_is_ours_the_themes_and_the_libraries(clock, monkeypatch):
    clock(TICK)
    before = look().code
    write("plugins/__pycache__/a.pyc")
    clock(TICK)
    assert look().code == before
    assert look(theme="").code != before
    write("content/articles/deux.md")
    clock(TICK)
    assert look().code == before
    monkeypatch.setattr(scanning.versions, "libraries", lambda: ("markdown-0.1.dist-info",))
    assert look().code != before
