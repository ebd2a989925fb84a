"""Dates as precise as what is known."""

from datetime import timedelta
from zoneinfo import ZoneInfo

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
