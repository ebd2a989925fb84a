"""Dates in French words."""

from datetime import datetime

import pytest

from plugins.common import when
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
    assert dates.in_words(when.parse(date)) == words


@pytest.mark.parametrize(
    ("date", "words"),
    [("2020", ""), ("2020-12", "décembre"), ("2021-01-01", "1er janvier"), ("2020-02-29", "29 février")],
)
def test_in_a_year_that_is_named(date, words):
    assert dates.in_year(when.parse(date)) == words


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2026-11-24T14:05:00+01:00", "Le 24 novembre 2026, 14h05"),
        ("2026-07-01T00:00:00+02:00", "Le 1er juillet 2026, 0h00"),
        ("2026-11-24", "Le 24 novembre 2026"),
    ],
)
def test_of_comment(date, words):
    assert dates.of_comment(when.parse(date)) == words


def test_clock():
    assert dates.clock(datetime(2020, 1, 1, 4, 7)) == "4h07"
