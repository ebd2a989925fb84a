"""What a template asks of an article."""

import pytest

from plugins.common.when import When
from tests.views.samples import article


@pytest.mark.parametrize(
    ("date", "known", "read"),
    [(When(2020, 12, 18), True, "2020-12-18"), (When(2020, 12), False, "2020-12"), (None, False, "")],
)
def test_a_day_is_only_said_where_it_is_known(date, known, read):
    view = article(date=date)
    assert (view.day_known, view.datetime) == (known, read)
