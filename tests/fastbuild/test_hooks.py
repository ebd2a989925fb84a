"""Lists that Pelican asks of each article: the right answers, without looking through them.

That the pages are Pelican's own is asked of whole builds, in tests/site.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

import pytest

from plugins.fastbuild.hooks import Members, year_by_year

GRAINS = {"year": ("year",), "month": ("year", "month"), "day": ("year", "month", "day")}


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


def build(by_date: list[Any], articles: list[Any], settings: list[str]) -> dict[str, list[dict[str, Any]]]:
    """A list of all periods of each grain, as a generator makes it that knows no better: it looks for every
    article in each of them."""
    return {grain: list(_periods(grain, by_date, articles)) for grain in settings}


def _periods(grain: str, by_date: list[Any], articles: list[Any]) -> Any:
    for period, group in groupby(by_date, attrgetter(*(f"date.{part}" for part in GRAINS[grain]))):
        dates = list(group)
        yield {"period": period, "dates": dates, "articles": [one for one in articles if one in dates]}


@pytest.mark.parametrize("grains", [[], ["year"], ["month"], ["year", "month", "day"]])
@pytest.mark.parametrize("newest_first", [True, False])
def test_each_period_has_its_articles_in_both_orders(grains: list[str], newest_first: bool) -> None:
    every = articles()
    by_date = sorted(every, key=attrgetter("date"), reverse=newest_first)
    in_order = sorted(every, key=lambda one: one.name % 7)
    found = year_by_year(build, by_date, in_order, grains)
    assert [*found] == grains
    for grain, periods in found.items():
        parts = attrgetter(*(f"date.{part}" for part in GRAINS[grain]))
        assert [period["period"] for period in periods] == list(dict.fromkeys(map(parts, by_date)))
        for period in periods:
            assert period["dates"] == [one for one in by_date if parts(one) == period["period"]]
            assert period["articles"] == [one for one in in_order if parts(one) == period["period"]]


def test_nobody_looks_for_an_article_in_another_year() -> None:
    every = articles(Counting)
    of_year = sum(one.date.year == 2020 for one in every)
    Counting.compared = 0
    year_by_year(build, every, every, ["year"])
    assert Counting.compared < 4 * of_year**2


def test_members_know_who_they_are() -> None:
    one, other = articles()[:2]
    assert one in Members([one])
    assert other not in Members([one])
