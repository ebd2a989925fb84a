"""What is kept is found again, or is not there; never something else."""

import pytest

from plugins.fastbuild import sealed
from plugins.fastbuild.drawer import Drawer


@pytest.fixture
def drawer(tmp_path):
    first = Drawer(tmp_path / "drawer", "me")
    first.put("a", b"one")
    first.put("b", b"two")
    first.save()
    return tmp_path / "drawer"


def test_what_was_saved_is_found(drawer):
    again = Drawer(drawer, "me")
    assert (again.get("a"), again.get("b"), again.get("c"), again.notice) == (b"one", b"two", None, "")


def test_of_somebody_else_nothing_is_found(drawer):
    other = Drawer(drawer, "you")
    assert other.get("a") is None
    assert other.notice == "drawer.index is of other settings or versions: begun anew"


@pytest.mark.parametrize("place", [0, 30, -1])
def test_a_damaged_index_is_begun_anew(drawer, place):
    index = drawer.with_suffix(".index")
    data = bytearray(index.read_bytes())
    data[place] ^= 1
    index.write_bytes(data)
    damaged = Drawer(drawer, "me")
    assert damaged.get("a") is None
    assert damaged.notice in (
        "drawer.index is damaged: begun anew",
        "drawer.index is of another version: begun anew",
    )


@pytest.mark.parametrize("damage", [b"onX", b"on", b""])
def test_a_damaged_record_is_not_there(drawer, damage):
    drawer.write_bytes(damage)
    damaged = Drawer(drawer, "me")
    assert (damaged.get("a"), damaged.get("b")) == (None, None)
    assert damaged.notice == "drawer is damaged: what is missing is made again"


def test_a_drawer_whose_file_went_is_empty(drawer):
    drawer.unlink()
    assert Drawer(drawer, "me").get("a") is None


def test_what_a_crash_left_behind_the_end_is_nobodys(drawer):
    drawer.write_bytes(drawer.read_bytes() + b"half a rec")
    again = Drawer(drawer, "me")
    again.put("c", b"three")
    again.save()
    last = Drawer(drawer, "me")
    assert [last.get(name) for name in "abc"] == [b"one", b"two", b"three"]


def test_what_nobody_needs_goes_once_it_is_most_of_the_file(drawer):
    again = Drawer(drawer, "me")
    for number in range(9):
        again.put("a", b"%d" % number * 100)
        again.save({"a"})
    assert drawer.stat().st_size <= 300
    assert Drawer(drawer, "me").get("a") == b"8" * 100


@pytest.mark.parametrize("value", [None, 1, "é", b"\0", [1, ("a", 2.5)], {"a": {"b": []}}])
def test_a_seal_gives_back_what_was_sealed(value):
    assert sealed.opened(sealed.seal(value)) == value


def test_a_cut_seal_is_damaged():
    with pytest.raises(ValueError, match="damaged"):
        sealed.opened(sealed.seal("a" * 100)[:-1])
