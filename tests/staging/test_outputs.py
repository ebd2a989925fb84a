"""Second names of what was written."""

import os
from pathlib import Path

import pytest

from plugins.staging.outputs import OutputFiles

NAMES = ["index.html", "post/un/index.html", "post/un/comments.atom.xml"]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    for name in NAMES:
        path = tmp_path / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "output"


@pytest.fixture
def store(output: Path) -> OutputFiles:
    return OutputFiles(output, output.with_name("seconds"))


def test_what_is_kept_comes_back(output, store):
    known = store.keep(NAMES)
    assert known == store.stamps(NAMES)
    for name in NAMES:
        (output / name).unlink()
    (output / "post/un").rmdir()
    assert store.restore(known, NAMES) == []
    assert [(output / name).read_text() for name in NAMES] == NAMES
    assert store.stamps(NAMES) == known


def test_a_second_name_is_no_copy(output, store):
    store.keep(NAMES)
    assert [(output / name).stat().st_nlink for name in NAMES] == [2, 2, 2]


def test_without_links_a_copy_serves(output, store, monkeypatch):
    def fail(*_):
        raise PermissionError

    monkeypatch.setattr(os, "link", fail)
    known = store.keep(NAMES)
    (output / "index.html").unlink()
    assert store.restore(known, ["index.html"]) == []
    assert (output / "index.html").read_text() == "index.html"
    assert store.stamps(NAMES) == known


def test_a_file_that_was_replaced_is_kept_anew(output, store):
    store.keep(NAMES)
    (output / "index.html").unlink()
    (output / "index.html").write_text("another")
    known = store.keep(NAMES)
    assert (output / "index.html").stat().st_nlink == 2
    (output / "index.html").unlink()
    store.restore(known, ["index.html"])
    assert (output / "index.html").read_text() == "another"


def test_what_is_not_as_it_is_known_does_not_come_back(output, store):
    known = store.keep(NAMES[:2])
    (output / "index.html").write_text("changed by somebody, in both places")
    assert store.restore({**known, NAMES[2]: (1, 1)}, NAMES) == [NAMES[0], NAMES[2]]


def test_what_is_forgotten_takes_no_room(output, store):
    known = store.keep(NAMES)
    store.forget(["index.html", "never.html"])
    assert (output / "index.html").stat().st_nlink == 1
    assert store.restore(known, NAMES) == ["index.html"]


def test_of_a_build_that_nobody_remembers_nothing_is_known(output, store):
    known = store.keep(NAMES)
    assert store.keep_all(NAMES[1:], {}) == {name: known[name] for name in NAMES[1:]}
    assert store.restore(known, NAMES[:1]) == NAMES[:1]
    assert (output / NAMES[0]).stat().st_nlink == 1


@pytest.mark.parametrize("processes", ["1", "2"])
def test_all_are_kept_and_what_went_is_forgotten(store, monkeypatch, processes):
    monkeypatch.setenv("FASTBUILD_PROCESSES", processes)
    before = store.keep(NAMES)
    assert store.keep_all(NAMES[1:], before) == store.stamps(NAMES[1:])
    assert store.restore(before, NAMES) == NAMES[:1]


def test_what_is_wrong_is_found(output, store):
    known = store.keep(NAMES)
    assert store.wrong(known) == []
    (output / NAMES[0]).write_text("longer than it was")
    (output / NAMES[1]).unlink()
    assert store.wrong(known) == NAMES[:2]


def test_only_what_has_other_bytes_is_written(output, store):
    before = store.keep(NAMES)
    assert store.write({NAMES[0]: NAMES[0].encode(), NAMES[1]: b"other", "new.html": b"new"}) == {
        NAMES[1],
        "new.html",
    }
    assert store.stamps(NAMES)[NAMES[0]] == before[NAMES[0]]
    assert (output / "new.html").stat().st_nlink == 2


def test_what_is_removed_takes_empty_folders_with_it(output, store):
    store.keep(NAMES)
    store.remove(NAMES[1:])
    assert [path.name for path in output.iterdir()] == ["index.html"]


def test_a_process_that_dies_while_it_writes_leaves_a_mark(store):
    known = store.keep(NAMES)
    store.restore(known, NAMES)
    assert not store.is_interrupted
    store.write({"index.html": b"another"})
    assert store.is_interrupted
    store.restore(known, NAMES)
    assert store.is_interrupted
    store.end_writing()
    assert not store.is_interrupted


def test_a_folder_in_the_way_gives_way(output, store):
    """Of the store it is nobody's; in the output a page may have become a folder."""
    known = store.keep(NAMES)
    (kept,) = (
        path
        for path in output.with_name("seconds").rglob("*")
        if path.is_file() and path.read_text() == NAMES[0]
    )
    kept.unlink()
    (kept / "sub").mkdir(parents=True)
    assert store.keep(NAMES) == known
    assert kept.read_text() == NAMES[0]


def test_a_file_where_a_folder_was_gives_way(output, store):
    known = store.keep(NAMES)
    for name in NAMES[1:]:
        (output / name).unlink()
    (output / "post/un").rmdir()
    (output / "post/un").write_text("in the way")
    assert store.restore(known, NAMES) == []
    assert (output / NAMES[1]).read_text() == NAMES[1]
