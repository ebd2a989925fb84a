"""Dates in French words."""

from datetime import datetime

import pytest

from plugins.common import when
from plugins.common.when import When
from plugins.views import dates


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2020", "2020"),
        ("2020-12", "décembre 2020"),
        ("2021-01-01", "1er janvier 2021"),
        ("2020-02-29", "29 février 2020"),
        ("2026-08-11T00:00:00+02:00", "11 août 2026"),
    ],
)
def test_in_words(date, words):
    assert dates.in_words(when.parse(date), "fr") == words


@pytest.mark.parametrize(
    ("date", "words"),
    [("2020", ""), ("2020-12", "décembre"), ("2021-01-01", "1er janvier"), ("2020-02-29", "29 février")],
)
def test_in_a_year_that_is_named(date, words):
    assert dates.in_year(when.parse(date), "fr") == words


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2026-11-24T14:05:00+01:00", "Le 24 novembre 2026, 14h05"),
        ("2026-07-01T00:00:00+02:00", "Le 1er juillet 2026, 0h00"),
        ("2026-11-24", "Le 24 novembre 2026"),
    ],
)
def test_of_comment(date, words):
    assert dates.of_comment(when.parse(date), "fr") == words


def test_clock():
    assert dates.clock(datetime(2020, 1, 1, 4, 7), "fr") == "4h07"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2020", "2020"),
        ("2020-12", "December 2020"),
        ("2021-01-01", "1 January 2021"),
        ("2026-11-24T04:05:00+01:00", "24 November 2026, 04:05"),
    ],
)
def test_in_english(date, words):
    assert dates.of_comment(when.parse(date), "en") == words


def test_in_german():
    assert dates.of_comment(when.parse("2026-11-01T14:05:00+01:00"), "de") == "1. November 2026, 14:05"
    assert dates.in_year(when.parse("2026-03-24"), "de") == "24. März"


@pytest.mark.parametrize(
    ("date", "words"), [("2026-11-24T14:05:00+01:00", "le 24 novembre 2026, 14h05"), ("2020", "le 2020")]
)
def test_in_a_sentence(date, words):
    assert dates.in_a_sentence(when.parse(date), "fr") == words


def test_no_day_and_no_minute_is_another():
    days = {dates.in_year(When(2020, month, day), "fr") for month in range(1, 13) for day in range(1, 32)}
    hours = {
        dates.clock(datetime(2020, 1, 1, hour, minute), "fr") for hour in range(24) for minute in range(60)
    }
    assert (len(days), len(hours)) == (12 * 31, 24 * 60)
