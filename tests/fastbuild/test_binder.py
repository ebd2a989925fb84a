"""A part of a record is what was bound, or is not there."""

import pytest

from plugins.fastbuild.binder import Binder, bound, part

PARTS = [b"about", b"", b"a text", b"entry"]


@pytest.fixture
def binder(tmp_path):
    first = Binder(tmp_path / "binder", "me", 4)
    first.put("a", bound([part(data) for data in PARTS]))
    first.save()
    return tmp_path / "binder"


def test_each_part_is_read_alone(binder):
    again = Binder(binder, "me", 4)
    assert [again.part("a", number) for number in range(4)] == PARTS
    assert (again.part("b", 0), again.is_whole("a"), again.is_whole("b")) == (None, True, False)


def test_a_part_is_read_before_it_is_saved(tmp_path):
    new = Binder(tmp_path / "binder", "me", 4)
    new.put("a", bound([part(data) for data in PARTS]))
    assert [new.part("a", number) for number in range(4)] == PARTS


@pytest.mark.parametrize("place", [0, 30, -1])
def test_a_damaged_record_is_not_whole(binder, place):
    data = bytearray(binder.read_bytes())
    data[place] ^= 1
    binder.write_bytes(data)
    damaged = Binder(binder, "me", 4)
    assert not damaged.is_whole("a")
    assert damaged.notice == "binder is damaged: what is missing is made again"
    assert damaged.part("a", 0) is None, "it is dropped"


def test_a_cut_record_is_not_there(binder):
    binder.write_bytes(binder.read_bytes()[:-1])
    assert Binder(binder, "me", 4).part("a", 0) == b"about"
    assert Binder(binder, "me", 4).part("a", 3) is None


def test_a_part_is_proved_once_and_a_new_record_anew(binder):
    read = Binder(binder, "me", 4)
    assert read.part("a", 0) == b"about"
    read.put("a", bound([part(data) for data in (b"other", b"", b"a text", b"entry")]))
    assert read.part("a", 0) == b"other"
    read.save()
    data = binder.read_bytes()
    binder.write_bytes(data.replace(b"other", b"wrong"))
    assert read.part("a", 0) is None, "where it is now, nobody has proved it"
