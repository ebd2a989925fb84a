"""The picture says what its table says."""

from itertools import pairwise

import pytest

from plugins.moderation.core.statistics import MonthOfComments
from plugins.moderation.web.desk import charts
from plugins.moderation.web.desk.charts import HEIGHT

MONTHS = (
    MonthOfComments("2025-12", 3, 0, 1, 0, 40),
    MonthOfComments("2026-01", 0, 0, 0, 0, None),
    MonthOfComments("2026-02", 2, 1, 0, 5, None),
)


def test_the_highest_fills_it_and_the_others_follow():
    chart = charts.chart(MONTHS)
    heights = {(part.x // charts.STEP, part.kind): part.height for part in chart.parts}
    assert heights == {
        (0, "published"): 45,
        (0, "rejected"): 15,
        (2, "published"): 30,
        (2, "pending"): 15,
        (2, "spam"): 75,
    }
    assert sum(height for (month, _), height in heights.items() if month == 2) == HEIGHT


def test_parts_stand_on_each_other_from_the_ground():
    for month in (0, 2):
        parts = [part for part in charts.chart(MONTHS).parts if part.x == month * charts.STEP]
        assert parts[0].y + parts[0].height == HEIGHT
        assert all(above.y + above.height == below.y for below, above in pairwise(parts))


def test_years_are_named_where_they_begin():
    assert charts.chart(MONTHS).labels == ((charts.STEP, "2026"),)
    assert charts.named("2026-02", "fr") == "févr.\u00a02026"


@pytest.mark.parametrize("months", [(), MONTHS[1:2]])
def test_nothing_is_nothing(months):
    assert charts.chart(months).parts == () and charts.chart(months).width > 0


def test_the_last_months_from_the_first_that_has_something():
    assert charts.recent(MONTHS, 2) == MONTHS[2:] and charts.recent(MONTHS, 9) == MONTHS
    assert charts.recent(MONTHS[1:2], 9) == ()
