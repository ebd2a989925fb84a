"""The views of the ledger for its page and its feed: by year, the newest month first. Pure."""

from collections.abc import Iterable
from itertools import groupby

from plugins.common import translations, when
from plugins.moderation.core.ledger import Month
from plugins.views import dates
from plugins.views.model import LedgerView, LedgerYear, MonthView

_HOUR, _DAY = 60, 24 * 60
_HOURS_UNTIL = 2 * _DAY


def view(months: Iterable[Month], lang: str) -> LedgerView:
    """The view of the whole ledger. `months`: in any order, each once. `lang`: the site's language."""
    newest_first = [
        _to_view(month, lang) for month in sorted(months, key=lambda month: month.month, reverse=True)
    ]
    by_year = groupby(newest_first, key=lambda view: view.month.year)
    return LedgerView(tuple(LedgerYear(year, tuple(of_year)) for year, of_year in by_year))


def usual_delay(months: Iterable[Month], lang: str) -> str:
    """A sentence on the delay in the newest month in which anything was published; "" if nothing was."""
    delays = {month.month: month.delay for month in months if month.delay is not None}
    if not delays:
        return ""
    _, minutes = translations.of(lang).gettext, delays[max(delays)]
    if minutes < 1:
        return _("Ces derniers temps, la moitié des commentaires paraît en moins d’une minute.")
    return _("Ces derniers temps, la moitié des commentaires paraît en moins de %(delay)s.") % {
        "delay": delay(minutes, lang)
    }


def delay(minutes: int, lang: str) -> str:
    """“45 min”, “2 h”, “3 j”: in the most convenient unit; “moins d’une minute” for none."""
    words = translations.of(lang)
    _ = words.gettext
    if minutes < 1:
        return words.pgettext("delay", "moins d’une minute")
    if minutes < _HOUR:
        return _("%(number)s\u00a0min") % {"number": minutes}
    if minutes < _HOURS_UNTIL:
        return _("%(number)s\u00a0h") % {"number": round(minutes / _HOUR)}
    # For translators: days
    return _("%(number)s\u00a0j") % {"number": round(minutes / _DAY)}


def _to_view(month: Month, lang: str) -> MonthView:
    this, last = when.parse(month.month), when.parse(month.last)
    return MonthView(
        month=this,
        received=month.received,
        published=month.published,
        by_rule=month.by_rule,
        by_hand=month.by_hand,
        delay="" if month.delay is None else delay(month.delay, lang),
        last=last,
        name=dates.in_words(this, lang),
        short_name=dates.in_year(this, lang),
        locale_last=dates.in_words(last, lang),
    )
