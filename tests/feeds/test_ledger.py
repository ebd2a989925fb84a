"""The feed of the moderation ledger, as a reader of feeds shows it."""

from dataclasses import replace

import pytest

from plugins.common.when import When
from plugins.feeds import ledger
from plugins.views.model import MonthView


@pytest.mark.parametrize(("count", "said"), [(0, "publié"), (1, "publié"), (2, "publiés"), (30, "publiés")])
def test_nought_and_one_are_singular_in_french(count, said):
    assert ledger._agreed(count, "publié", "publiés") == said


def test_a_month_is_one_sentence():
    month = MonthView(When(2026, 11), 3, 1, 2, 0, "", When(2026, 11, 24), "novembre 2026", "24 novembre")
    assert ledger._told(month).replace("\u00a0", " ") == (
        "3 commentaires reçus, 1 publié, 2 refusés par une règle, 0 refusé par une personne."
    )
    waited = ledger._told(replace(month, delay="2 h")).replace("\u00a0", " ")
    assert waited.endswith("par une personne. Délai médian avant publication : 2 h.")
