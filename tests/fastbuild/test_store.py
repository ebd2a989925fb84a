"""Second names of what was written."""

import os
from pathlib import Path

import pytest

from plugins.fastbuild import outputs
from plugins.fastbuild.store import Store

NAMES = ["index.html", "post/un/index.html", "post/un/comments.atom.xml"]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    for name in NAMES:
        path = tmp_path / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "output"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache" / "site")


def test_what_is_kept_comes_back(output, store):
    known = store.keep(output, NAMES)
    assert known == outputs.stamps(output, NAMES)
    for name in NAMES:
        (output / name).unlink()
    (output / "post/un").rmdir()
    assert store.restore(output, known, NAMES) == []
    assert [(output / name).read_text() for name in NAMES] == NAMES
    assert outputs.stamps(output, NAMES) == known


def test_a_second_name_is_no_copy(output, store):
    store.keep(output, NAMES)
    assert [(output / name).stat().st_nlink for name in NAMES] == [2, 2, 2]


def test_without_links_a_copy_serves(output, store, monkeypatch):
    def fail(*_):
        raise PermissionError

    monkeypatch.setattr(os, "link", fail)
    known = store.keep(output, NAMES)
    (output / "index.html").unlink()
    assert store.restore(output, known, ["index.html"]) == []
    assert (output / "index.html").read_text() == "index.html"
    assert outputs.stamps(output, NAMES) == known


def test_a_file_that_was_replaced_is_kept_anew(output, store):
    store.keep(output, NAMES)
    (output / "index.html").unlink()
    (output / "index.html").write_text("another")
    known = store.keep(output, NAMES)
    assert (output / "index.html").stat().st_nlink == 2
    (output / "index.html").unlink()
    store.restore(output, known, ["index.html"])
    assert (output / "index.html").read_text() == "another"


def test_what_is_not_as_it_is_known_does_not_come_back(output, store):
    known = store.keep(output, NAMES[:2])
    (output / "index.html").write_text("changed by somebody, in both places")
    assert store.restore(output, {**known, NAMES[2]: (1, 1)}, NAMES) == [NAMES[0], NAMES[2]]


def test_what_is_forgotten_takes_no_room(output, store):
    known = store.keep(output, NAMES)
    store.forget(["index.html", "never.html"])
    assert (output / "index.html").stat().st_nlink == 1
    assert store.restore(output, known, NAMES) == ["index.html"]


def test_what_is_cleared_is_gone(output, store):
    store.clear()
    known = store.keep(output, NAMES)
    store.clear()
    assert store.restore(output, known, NAMES) == NAMES


def test_a_folder_in_the_way_gives_way(output, store):
    """Of the store it is nobody's; in the output a page may have become a folder."""
    known = store.keep(output, NAMES)
    (kept,) = (path for path in store.folder.rglob("*") if path.is_file() and path.read_text() == NAMES[0])
    kept.unlink()
    (kept / "sub").mkdir(parents=True)
    assert store.keep(output, NAMES) == known
    assert kept.read_text() == NAMES[0]


def test_a_file_where_a_folder_was_gives_way(output, store):
    known = store.keep(output, NAMES)
    for name in NAMES[1:]:
        (output / name).unlink()
    (output / "post/un").rmdir()
    (output / "post/un").write_text("in the way")
    assert store.restore(output, known, NAMES) == []
    assert (output / NAMES[1]).read_text() == NAMES[1]
