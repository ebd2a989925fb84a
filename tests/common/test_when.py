"""Dates as precise as what is known."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from plugins.common import when
from plugins.common.when import When

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    "text",
    ["2020", "2020-12", "2020-12-19", "2020-12-19T14:05:00+01:00", "2020-07-01T00:00:00+02:00"],
)
def test_the_precision_written_is_the_precision_kept(text):
    assert when.parse(text).isoformat() == text


def test_a_clock_without_offset_is_in_the_zone_given():
    summer = when.parse("2021-07-14 9:30".replace(" 9", " 09"), PARIS)
    assert summer.isoformat() == "2021-07-14T09:30:00+02:00"
    assert when.parse("2021-01-14T09:30", PARIS).isoformat() == "2021-01-14T09:30:00+01:00"


@pytest.mark.parametrize(
    ("zone", "text", "written"),
    [
        ("Europe/Paris", "1905-03-02 14:00", "1905-03-02T14:00:39+00:10"),
        ("Europe/Paris", "1905-03-02 23:59", "1905-03-02T23:59:39+00:10"),
        ("Europe/Amsterdam", "1936-03-02 00:00", "1936-03-02T00:00:28+00:20"),
        ("America/New_York", "1880-03-02 00:00", "1880-03-02T00:00:02-04:56"),
        ("Africa/Monrovia", "1971-12-31 23:59", "1971-12-31T23:59:30-00:44"),
    ],
)
def test_an_offset_has_whole_minutes_and_the_instant_stays(zone, text, written):
    """Before standard time they had seconds, which neither RFC 3339 nor RFC 5322 can say."""
    found = when.parse(text, ZoneInfo(zone))
    assert found.isoformat() == written
    assert found.moment == datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    assert (found.year, found.month, found.day) == tuple(map(int, written[:10].split("-")))


def test_no_zone_has_seconds_in_its_offset_any_more():
    """Where they may is asked of old years only."""
    for name in available_timezones():
        offset = datetime(1973, 1, 1, tzinfo=ZoneInfo(name)).utcoffset()
        assert not offset % timedelta(minutes=1), name


def test_of_a_day_too():
    assert when.parse("1905").earliest(PARIS).isoformat() == "1905-01-01T00:00:39+00:10"


@pytest.mark.parametrize("text", ["٢٠٢٠-٠١-٠٢", "２０２０-01-02", "2020-01-02T1٤:05Z"])
def test_other_digits_are_no_date(text):
    with pytest.raises(ValueError, match=r"is not a date$"):
        when.parse(text)


def test_the_earliest_moment():
    assert when.parse("2020-12").earliest(PARIS).isoformat() == "2020-12-01T00:00:00+01:00"
    assert when.parse("2020-07-19").earliest(PARIS).utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize("text", ["", "hier", "19/12/2020", "2020-1-1", "2020-12-19 14h05", "2020-12-19T"])
def test_not_a_date(text):
    with pytest.raises(ValueError, match=f"^“{text}” is not a date$"):
        when.parse(text)


@pytest.mark.parametrize(
    "text", ["2020-13", "2020-00", "2021-02-29", "2020-12-00", "0000", "2020-12-19 25:00"]
)
def test_not_in_the_calendar(text):
    with pytest.raises(ValueError, match=f"^“{text}” is not in the calendar$"):
        when.parse(text, PARIS)


def test_a_moment_needs_an_offset():
    with pytest.raises(ValueError, match=r"^“2020-12-19T14:05” lacks its offset from UTC$"):
        when.parse("2020-12-19T14:05")


def test_unknown_parts_are_not_invented():
    assert when.parse("2020-12") == When(2020, 12, None, None)
