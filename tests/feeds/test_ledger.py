"""The feed of the moderation ledger, as a reader of feeds shows it."""

from dataclasses import replace

import pytest

from plugins.common import translations
from plugins.common.when import When
from plugins.feeds import ledger
from plugins.views.model import MonthView

MONTH = MonthView(
    When(2026, 11), 3, 1, 2, 0, "", When(2026, 11, 24), "novembre 2026", "novembre", "24 novembre"
)


def told(month, lang="fr"):
    return ledger._told(month, translations.of(lang)).replace("\u00a0", " ")


@pytest.mark.parametrize(("count", "said"), [(0, "publié"), (1, "publié"), (2, "publiés"), (30, "publiés")])
def test_nought_and_one_are_singular_in_french(count, said):
    assert f", {count} {said}, " in told(replace(MONTH, published=count))


def test_a_month_is_one_sentence():
    assert told(MONTH) == (
        "3 commentaires reçus, 1 publié, 2 refusés par une règle, 0 refusé par une personne."
    )
    waited = told(replace(MONTH, delay="2 h"))
    assert waited.endswith("par une personne. Délai médian avant publication : 2 h.")


def test_in_english_nought_is_plural():
    assert told(replace(MONTH, received=0), "en") == (
        "0 comments received, 1 published, 2 rejected by a rule, 0 rejected by a person."
    )
