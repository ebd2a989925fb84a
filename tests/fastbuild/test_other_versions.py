"""What another version of our code left is nothing; it stops no build."""

import pytest

from plugins.fastbuild import catalogue_file, sealed, state
from plugins.fastbuild.scan import Scan
from plugins.fastbuild.state import State

LEFT = State(b"name", Scan(b"", b"", {}, {}, {}), "/output", "/output.hosts", {}, {})


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_state_comes_back():
    state.save(LEFT)
    assert state.load() == LEFT


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
