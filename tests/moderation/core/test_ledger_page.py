"""How long a comment waited, in the unit in which nobody has to reckon."""

import pytest

from plugins.moderation.core.ledger import Month
from plugins.moderation.core.ledger_page import delay, usual_delay, view


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "1 min"), (59, "59 min"), (60, "1 h"), (89, "1 h"), (2879, "48 h"), (2880, "2 j"), (5000, "3 j")],
)
def test_delay(minutes, said):
    assert delay(minutes, "fr") == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("lang", "minutes", "end"),
    [
        ("fr", 0, " paraît en moins d’une minute."), ("fr", 5, " paraît en moins de 5\u00a0min."),
        ("en", 0, " appear within less than a minute."), ("de", 0, " in weniger als einer Minute."),
    ],
)  # fmt: skip
def test_the_sentence_for_who_sent_a_comment(lang, minutes, end):
    months = [
        Month("2026-01", 1, 1, 0, 0, 300, "2026-01-31"),
        Month("2026-02", 1, 1, 0, 0, minutes, "2026-02-28"),
    ]
    assert usual_delay(months, lang).endswith(end)
    assert usual_delay([], lang) == ""


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "moins d’une minute"), ("en", "less than a minute"), ("de", "weniger als eine Minute")],
)
def test_no_delay(lang, said):
    assert delay(0, lang) == said


def test_years_and_months_newest_first_whatever_the_order():
    months = [Month(name, 1, 0, 0, 0, None, f"{name}-01") for name in ("2026-01", "2025-12", "2026-02")]
    ledger = view(months, "fr")
    assert [(year.year, [month.name for month in year.months]) for year in ledger.years] == [
        (2026, ["février 2026", "janvier 2026"]),
        (2025, ["décembre 2025"]),
    ]
    assert [month.delay for month in ledger.months] == ["", "", ""]
