"""Articles to come, and conversations that end."""

from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from plugins.articles import header, schedule
from plugins.common.moment import Period
from plugins.common.site_settings import SettingLocation

PARIS = ZoneInfo("Europe/Paris")
PLACE = partial(SettingLocation, "site.toml", 5)


def known(**headers):
    found, problems = header.parse({"title": "a", **headers}, "a.md", "", PARIS)
    assert not problems
    return found


def of(now="2027-02-01", lasting=None, zone="Europe/Paris"):
    return schedule.of({"NOW": now, "COMMENTS_CLOSE_AFTER_DAYS": lasting, "TIMEZONE": zone})


@pytest.mark.parametrize(
    ("written", "waits"),
    [
        ("2027-02-01", False),
        ("2027-02-01 00:01", True),
        ("2027-02", False),
        ("2027", False),
        ("2027-03", True),
        ("2028", True),
        ("2027-02-01T00:30:00+01:00", True),
        ("2027-02-01T00:30:00+02:00", False),
    ],
)
def test_what_is_still_to_come(written, waits):
    assert of().is_planned(known(date=written)) is waits
    assert not of("").is_planned(known(date=written)), "without a moment nothing waits"


@pytest.mark.parametrize(
    ("headers", "lasting", "last"),
    [
        ({"date": "2027-01-01"}, None, None),
        ({"date": "2027-01-01"}, 30, date(2027, 1, 31)),
        ({"date": "2027-01-01 23:30"}, 0, date(2027, 1, 1)),
        ({"date": "2027-02"}, 1, date(2027, 3, 1)),
        ({"date": "2028-02"}, 1, date(2028, 3, 1)),
        ({"date": "2027"}, 1, date(2028, 1, 1)),
        ({}, 30, None),
        ({"date": "2027-01-01", "comments": "open"}, 30, None),
        ({"date": "2027-01-01", "comments": "2027-06-01"}, 30, date(2027, 6, 1)),
        ({"date": "2027-01-01", "comments": "2027-06-01"}, None, date(2027, 6, 1)),
        ({"date": "9999-12-31"}, 1, None),
    ],
)
def test_the_last_day_of_a_conversation(headers, lasting, last):
    assert of(lasting=lasting).last_day(known(**headers)) == last


@pytest.mark.parametrize(
    ("now", "zone", "over"),
    [
        ("2027-01-31T23:59:59+01:00", "Europe/Paris", False),
        ("2027-02-01", "Europe/Paris", True),
        ("2027-02-01T00:30:00+01:00", "America/New_York", False),
        ("", "Europe/Paris", False),
    ],
)
def test_comments_are_taken_all_of_that_day_where_the_site_is(now, zone, over):
    assert of(now, zone=zone).is_over(known(comments="2027-01-31")) is over


def test_how_long_a_site_stays_as_it_is():
    articles = [("a.md", known(date="2026-12-01", comments="2027-01-31")), ("b.md", known(date="2027-03"))]
    period = of("2027-01-15").period(articles)
    assert (period.since.isoformat(), period.until.isoformat(), period.due) == (
        "2026-12-01T00:00:00+01:00",
        "2027-02-01T00:00:00+01:00",
        "a.md",
    )
    assert of("2027-02-01").period(articles).due == "b.md"
    assert of("2027-03-01").period(articles).until is None
    assert of("").period(articles) is None
    assert of().period([("a.md", known(comments="9999-12-31"))]) == Period()


@pytest.mark.parametrize("value", [-1, "90", 1.5, True, 10**9])
def test_what_is_no_number_of_days(value):
    (problem,) = schedule.problems({"COMMENTS_CLOSE_AFTER_DAYS": value}, PLACE)
    assert str(problem) == (
        f"site.toml:5: COMMENTS_CLOSE_AFTER_DAYS: {value!r} is not a number of days\n"
        "    Write a number such as 90, or leave it out: conversations stay open."
    )
    assert schedule.of({"COMMENTS_CLOSE_AFTER_DAYS": value}).lasting is None


def test_what_is_no_moment():
    (problem,) = schedule.problems({"NOW": "hier"}, PLACE)
    assert str(problem) == "NOW: “hier” is not a date\n    Write 2027-02-01, or 2027-02-01 18:00."
    assert schedule.of({"NOW": "hier"}).now is None
