from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from plugins.deploy import releases

NAMES = [f"2026010{day}T000000.000000Z-{day:012x}" for day in range(1, 7)]


def test_a_digest_stands_for_names_and_bytes():
    one = releases.digest({"a": b"1", "b": b"2"})
    assert one == releases.digest({"b": b"2", "a": b"1"})
    assert len({one, releases.digest({"a": b"2", "b": b"1"}), releases.digest({"a": b"1"}), ""}) == 4


def test_a_name_sorts_by_time():
    assert releases.name(datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC), "0123456789ab") == (
        "20260102T030405.000006Z-0123456789ab"
    )


def test_reading_what_is_there():
    assert releases.read_list(f"releases/{NAMES[1]}\n{NAMES[0]}\n{NAMES[1]}\nnotes.txt\n") == (
        NAMES[1],
        (NAMES[0], NAMES[1]),
    )
    assert releases.read_list("\n") == ("", ())


def test_three_releases_are_kept():
    assert releases.too_old(NAMES[:3], NAMES[2], NAMES[3]) == (NAMES[0],)
    assert releases.too_old(NAMES[:2], NAMES[1], NAMES[2]) == ()
    assert releases.too_old((), "", NAMES[0]) == ()


def test_the_served_release_is_kept_even_if_it_is_the_oldest():
    assert releases.too_old(NAMES[:4], NAMES[0], NAMES[5]) == (NAMES[1], NAMES[2])


@given(st.sets(st.sampled_from(NAMES[:5])), st.sampled_from(NAMES[:5]))
def test_never_the_served_one_and_never_more_than_three_left(present, current):
    gone = releases.too_old(sorted(present), current if current in present else "", NAMES[5])
    assert current not in gone
    assert len(present - set(gone)) + 1 == min(len(present) + 1, releases.KEPT)


def test_no_path_becomes_a_command():
    script = releases.swap("/srv/le blog; rm -rf /", NAMES[0], [])
    assert script.startswith("cd '/srv/le blog; rm -rf /' && mv -T releases/.coming")
