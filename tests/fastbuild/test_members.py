"""Lists that Pelican asks of each article: the same answers, without looking through them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from pelican.generators import ArticlesGenerator

from plugins.fastbuild.members import Members, year_by_year

pelicans = partial(ArticlesGenerator._build_period_archives, None)


@dataclass(eq=False)
class Article:
    name: int
    date: datetime


class Counting(Article):
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counting.compared += 1
        return self is other

    __hash__ = Article.__hash__


def articles(kind: type[Article] = Article) -> list[Any]:
    return [kind(number, datetime(2018, 11, 3) + timedelta(days=9 * number)) for number in range(120)]


def settings(*periods: str) -> dict[str, str]:
    patterns = {
        "YEAR": "{date:%Y}/",
        "MONTH": "{date:%Y}/{date:%m}/",
        "DAY": "{date:%Y}/{date:%m}/{date:%d}/",
    }
    return {
        f"{period}_ARCHIVE_{name}": pattern if period in periods else ""
        for period, pattern in patterns.items()
        for name in ("SAVE_AS", "URL")
    }


@pytest.mark.parametrize("periods", [(), ("YEAR",), ("MONTH",), ("YEAR", "MONTH", "DAY")])
@pytest.mark.parametrize("newest_first", [True, False])
def test_periods_are_pelicans(periods: Iterable[str], newest_first: bool) -> None:
    every = articles()
    by_date = sorted(every, key=lambda one: one.date, reverse=newest_first)
    in_order = sorted(every, key=lambda one: one.name % 7)
    found = year_by_year(pelicans)(by_date, in_order, settings(*periods))
    assert found == pelicans(by_date, in_order, settings(*periods))
    assert [*found] == [period.lower() for period in periods]


def test_nobody_looks_for_an_article_in_another_year() -> None:
    every = articles(Counting)
    of_year = sum(one.date.year == 2020 for one in every)
    Counting.compared = 0
    year_by_year(pelicans)(every, every, settings("YEAR"))
    assert Counting.compared < 4 * of_year**2


def test_members_know_who_they_are() -> None:
    one, other = articles()[:2]
    assert one in Members([one])
    assert other not in Members([one])
