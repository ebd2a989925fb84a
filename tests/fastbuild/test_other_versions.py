"""What is left for the next build comes back; what another version of our code left is nothing."""

from dataclasses import replace

import pytest

from plugins.fastbuild import catalogue_file, sealed
from plugins.fastbuild.state import Cache, State

LEFT = State(b"name", ("one", "two"), "/output", "/output.hosts", {"index.html": (3, 7)}, {})


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path)


def test_a_state_comes_back(cache):
    cache.save(LEFT)
    left = cache.load()
    assert left == replace(LEFT, written=left.written)
    assert cache.seen() == ("one", "two")


def test_outputs_that_became_others_stand_beside_those_that_did_not(cache):
    names = {f"{number}.html": (number, 7) for number in range(100)}
    cache.save(replace(LEFT, outputs=names))
    written = next(cache.folder.glob("written.*"))
    before = written.read_bytes()
    cache.save(cache.load().with_changed({"new.html": (1, 8), "4.html": (4, 8), "5.html": None}, seen=("x",)))
    assert [path.read_bytes() for path in cache.folder.glob("written.*")] == [before]
    del names["5.html"]
    assert cache.load().outputs == {**names, "4.html": (4, 8), "new.html": (1, 8)}
    cache.save(cache.load().with_changed(dict.fromkeys(names)))
    assert written not in cache.folder.glob("written.*")
    assert cache.load().outputs == {"new.html": (1, 8)}


def test_only_what_the_stamps_name_is_kept(cache):
    for name in ("one", "two", "three"):
        sealed.write(cache.seen_file(name), ())
    cache.save(LEFT)
    assert sorted(cache.folder.glob("seen.*")) == [cache.seen_file("one"), cache.seen_file("two")]


@pytest.mark.parametrize(
    "written", [(b"name", None, "/", "/", {}, {}), ((("a",), ("b",)), b"name", None, 1, 2, 3)]
)
def test_a_state_of_other_fields_is_none(cache, written):
    sealed.write(cache.folder / "stamps", written)
    assert cache.load() is None


def test_a_catalogue_of_other_fields_is_none(cache):
    sealed.write(cache.folder / "catalogue", (b"name", {"made_by": "an older version", "pages": []}))
    assert catalogue_file.load(cache.folder, b"name", "this version") is None
    assert catalogue_file.load(cache.folder, b"other") is None
