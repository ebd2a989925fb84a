"""The moment of a build, and the time in which it makes no difference which."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from plugins.common import moment
from plugins.common.moment import DueSource, Period

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)


def at(hour):
    return datetime(2027, 2, 1, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "in_utc"),
    [
        ("2027-02-01", "2027-01-31T23:00:00+00:00"),
        ("2027-02-01 18:00", "2027-02-01T17:00:00+00:00"),
        ("2027-07-01T18:00:00+02:00", "2027-07-01T16:00:00+00:00"),
    ],
)
def test_it_is_written_as_dates_are(written, in_utc):
    assert moment.given({"NOW": written, "TIMEZONE": "Europe/Paris"}).isoformat() == in_utc


def test_none_is_given():
    assert moment.given({}) is None and moment.given({"NOW": ""}) is None


def test_what_is_no_moment():
    with pytest.raises(ValueError, match="“demain” is not a date"):
        moment.given({"NOW": "demain"})


@pytest.mark.parametrize(
    ("now", "since", "until", "due"),
    [
        (at(8), None, 9, "a.md"),
        (at(9), 9, 12, "b.md"),
        (at(11), 9, 12, "b.md"),
        (at(12), 12, None, ""),
    ],
)
def test_the_period_around_a_moment(now, since, until, due):
    changes = [DueSource(at(12), "b.md"), DueSource(at(9), "a.md"), DueSource(at(12), "c.md")]
    found = moment.period(changes, now)
    assert found == Period(since and at(since), until and at(until), due)
    assert found.holds(now)
    assert not (until and found.holds(at(until))) and not (since and found.holds(at(since) - HOUR))
    assert not found.holds(None)


def test_where_nothing_is_due_all_moments_are_alike():
    assert moment.period([], at(9)) == Period()
    assert Period().holds(at(1)) and Period().told(PARIS, "make publish") == ""


def test_hours_that_a_wall_clock_shows_twice():
    first = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)
    again = first.replace(fold=1)
    assert moment.period([DueSource(first, "a.md")], moment.given({"NOW": again.isoformat()})).since == first
    assert not moment.period([DueSource(again, "a.md")], first.astimezone(UTC)).since


def test_what_is_due_is_told_with_the_command():
    command = "make publish SITEURL=http://localhost:8088"
    told = Period(until=at(9), due="content/articles/a.md").told(PARIS, command)
    assert told == f"Due next: content/articles/a.md, 2027-02-01 10:00 ({command})\n"
