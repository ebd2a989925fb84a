"""What is left for the next build comes back; what another version of our code left is nothing."""

from dataclasses import replace

import pytest

from plugins.fastbuild import catalogue_file, sealed, state
from plugins.fastbuild.state import State

LEFT = State(b"name", ("one", "two"), "/output", "/output.hosts", {"index.html": (3, 7)}, {})


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_state_comes_back():
    state.save(LEFT)
    left = state.load()
    assert left == replace(LEFT, written=left.written)
    assert state.seen() == ("one", "two")


def test_outputs_that_became_others_stand_beside_those_that_did_not():
    names = {f"{number}.html": (number, 7) for number in range(100)}
    state.save(replace(LEFT, outputs=names))
    written = next(state.FOLDER.glob("written.*"))
    before = written.read_bytes()
    state.save(state.load().with_changed({"new.html": (1, 8), "4.html": (4, 8), "5.html": None}, seen=("x",)))
    assert [path.read_bytes() for path in state.FOLDER.glob("written.*")] == [before]
    del names["5.html"]
    assert state.load().outputs == {**names, "4.html": (4, 8), "new.html": (1, 8)}
    state.save(state.load().with_changed(dict.fromkeys(names)))
    assert written not in state.FOLDER.glob("written.*")
    assert state.load().outputs == {"new.html": (1, 8)}


def test_only_what_the_stamps_name_is_kept():
    for name in ("one", "two", "three"):
        sealed.write(state.seen_file(name), ())
    state.save(LEFT)
    assert sorted(state.FOLDER.glob("seen.*")) == [state.seen_file("one"), state.seen_file("two")]


@pytest.mark.parametrize(
    "written", [(b"name", None, "/", "/", {}, {}), ((("a",), ("b",)), b"name", None, 1, 2, 3)]
)
def test_a_state_of_other_fields_is_none(written):
    sealed.write(state.FOLDER / "stamps", written)
    assert state.load() is None


def test_a_catalogue_of_other_fields_is_none():
    sealed.write(state.FOLDER / "catalogue", (b"name", {"made_by": "an older version", "pages": []}))
    assert catalogue_file.load(b"name", "this version") is None
    assert catalogue_file.load(b"other") is None
