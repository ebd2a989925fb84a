"""The ledger as its page and its feed tell it: in French, by year, the newest month first. Pure."""

from collections.abc import Iterable
from itertools import groupby

from plugins.common import when
from plugins.moderation.core.ledger import Month
from plugins.views import dates
from plugins.views.model import LedgerView, LedgerYear, MonthView

_NBSP = "\u00a0"
_HOUR, _DAY = 60, 24 * 60
_HOURS_UNTIL = 2 * _DAY


def view(months: Iterable[Month]) -> LedgerView:
    """`months`: in any order, each once."""
    newest_first = [_dress(month) for month in sorted(months, key=lambda month: month.month, reverse=True)]
    by_year = groupby(newest_first, key=lambda view: view.month.year)
    return LedgerView(tuple(LedgerYear(year, tuple(of_year)) for year, of_year in by_year))


def usual_delay(months: Iterable[Month]) -> str:
    """Of the newest month in which anything was published; empty where nothing was."""
    known = {month.month: month.delay for month in months if month.delay is not None}
    return delay(known[max(known)]) if known else ""


def delay(minutes: int) -> str:
    """“45 min”, “2 h”, “3 j”: the unit in which nobody has to reckon."""
    if minutes < _HOUR:
        return f"{minutes}{_NBSP}min"
    if minutes < _HOURS_UNTIL:
        return f"{round(minutes / _HOUR)}{_NBSP}h"
    return f"{round(minutes / _DAY)}{_NBSP}j"


def _dress(month: Month) -> MonthView:
    this, last = when.parse(month.month), when.parse(month.last)
    return MonthView(
        month=this,
        received=month.received,
        published=month.published,
        by_rule=month.by_rule,
        by_hand=month.by_hand,
        delay="" if month.delay is None else delay(month.delay),
        last=last,
        name=dates.in_words(this),
        locale_last=dates.in_words(last),
    )
