"""What was made once is not made again, and what is damaged is."""

import os
from pathlib import Path

import pytest

from plugins.pictures import cache as caching
from plugins.pictures import plan, prepared
from plugins.pictures.cache import PictureCache
from tests.pictures import samples

USES = {"a.jpg": {plan.SHOWN}}

TICKS, LONG = 40_000_000, 1_000_000_000  # nanoseconds; a file system's clock ticks every ten million


@pytest.fixture
def content(tmp_path, monkeypatch):
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(samples.jpeg())
    os.utime(folder / "a.jpg", (1, 1))
    later(folder, monkeypatch, LONG)
    return folder


def later(content, monkeypatch, nanoseconds, name="a.jpg"):
    """The clock stands so long after the source was touched."""
    touched = (content / name).stat().st_ctime_ns
    monkeypatch.setattr(caching.time, "time_ns", lambda: touched + nanoseconds)


def build(content, uses=USES):
    """The files that there are now, and what is wrong."""
    cache = PictureCache(content.parent / "cache")
    known, wrong = prepared.prepared(content, uses, cache)
    return known, wrong


def files(content):
    folder = content.parent / "cache"
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def stamps(content):
    return {name: path.stat().st_mtime_ns for name, path in files(content).items()}


def test_a_cached_picture_is_not_read_again(content, monkeypatch):
    known, _ = build(content)
    before = stamps(content)
    monkeypatch.setattr(prepared.opening, "read", None)  # nobody may
    assert build(content)[0] == known
    assert stamps(content) == before and len(before) == 6


def test_a_picture_changed_just_now_is_read_again(content, monkeypatch):
    later(content, monkeypatch, TICKS)
    build(content)
    again = []
    monkeypatch.setattr(prepared.opening, "read", lambda *read: again.append(read) or {}["a.jpg"])
    with pytest.raises(KeyError):
        build(content)
    assert again


def test_another_use_makes_the_missing_files(content):
    build(content)
    before = stamps(content)
    known, _ = build(content, {"a.jpg": {plan.SHOWN, plan.CARDED}})
    card = plan.card(known["a.jpg"]).name
    assert stamps(content).keys() - before.keys() == {card}
    assert all(stamps(content)[name] == before[name] for name in before if name != "index")


@pytest.mark.parametrize("how", ["empty", "other", "gone"])
def test_a_damaged_file_is_made_again(content, how):
    build(content)
    whole = {name: path.read_bytes() for name, path in files(content).items() if name != "index"}
    name = sorted(whole)[0]
    path = files(content)[name]
    path.unlink() if how == "gone" else path.write_bytes(b"" if how == "empty" else b"x" * len(whole[name]))
    build(content)
    assert {name: path.read_bytes() for name, path in files(content).items() if name != "index"} == whole


@pytest.mark.parametrize("data", [b"", b"noise", b"\0" * 100])
def test_an_unreadable_index_counts_as_empty(content, data):
    known, _ = build(content)
    (content.parent / "cache/index").write_bytes(data)
    assert build(content)[0] == known


def test_other_library_versions_empty_the_cache(content, monkeypatch):
    build(content)
    before = stamps(content)
    monkeypatch.setattr(caching.PIL, "__version__", "99")
    build(content)
    assert all(stamps(content)[name] != before[name] for name in before)


@pytest.mark.parametrize("other", [None, samples.jpeg(800, 600)])
def test_files_of_removed_pictures_are_removed(content, monkeypatch, other):
    build(content)
    first = files(content).keys() - {"index"}
    (content / "b.jpg").write_bytes(samples.jpeg(700, 500))
    (content / "a.jpg").write_bytes(other) if other else (content / "a.jpg").unlink()
    later(content, monkeypatch, LONG, "b.jpg")
    build(content, {"b.jpg": {plan.SHOWN}, **(USES if other else {})})
    build(content, {"b.jpg": {plan.SHOWN}, **(USES if other else {})})
    assert first.isdisjoint(files(content))


def test_a_picture_that_goes_while_it_is_looked_for(content):
    _, wrong = build(content, {"b.jpg": {plan.SHOWN}})
    assert wrong["b.jpg"].what.endswith("(No such file or directory)")


def test_a_full_disk_leaves_no_half_file(content, monkeypatch):
    def full(path, data):
        Path(path).write_bytes(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(caching.files, "put", full)
    cache = PictureCache(content.parent / "cache")
    (content.parent / "cache/images").mkdir(parents=True)
    monkeypatch.setattr(PictureCache, "save", lambda self: None)
    _, wrong = prepared.prepared(content, USES, cache)
    assert "No space left on device" in wrong["a.jpg"].what and not files(content)
