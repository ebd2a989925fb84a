"""Dates in the site's language, without a system locale, which the machine that builds may not have."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from plugins.common import translations
from plugins.common.translations import N_
from plugins.common.when import When

_MONTHS = (
    N_("janvier"), N_("février"), N_("mars"), N_("avril"), N_("mai"), N_("juin"),
    N_("juillet"), N_("août"), N_("septembre"), N_("octobre"), N_("novembre"), N_("décembre"),
)  # fmt: skip
_DAYS = range(1, 32)
_HOLE, _SECOND_HOLE = "\0", "\1"
Days = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DateForms:
    """The date formats of a language, prepared once because a site has up to a million dates. `_HOLE` and
    `_SECOND_HOLE` are placeholders. `days`, `days_of_year`: by month and day, both counted from 0."""

    months: tuple[str, ...]
    months_of_year: tuple[str, ...]
    days: Days
    days_of_year: Days
    comment: str
    comment_at: str
    said: str
    said_at: str
    clocks: Days


@cache
def _forms(lang: str) -> DateForms:
    _ = translations.of(lang).gettext
    months, at = tuple(map(_, _MONTHS)), {"date": _HOLE, "clock": _SECOND_HOLE}
    # For translators: the first day of a month, as the others are written: 2, 3 …
    days = [_("1er"), *map(str, _DAYS[1:])]
    # For translators: hours and minutes; 02d has two digits
    clock = _("%(hour)dh%(minute)02d")
    return DateForms(
        months=months,
        months_of_year=tuple(_("%(month)s %(year)s") % {"month": month, "year": _HOLE} for month in months),
        days=_table(_("%(day)s %(month)s"), days, months),
        days_of_year=_table(_("%(day)s %(month)s %(year)s"), days, months),
        # For translators: at the head of a comment, before “par”
        comment=_("Le %(date)s") % at,
        comment_at=_("Le %(date)s, %(clock)s") % at,
        # For translators: within a sentence
        said=_("le %(date)s") % at,
        said_at=_("le %(date)s, %(clock)s") % at,
        clocks=tuple(
            tuple(clock % {"hour": hour, "minute": minute} for minute in range(60)) for hour in range(24)
        ),
    )


def _table(form: str, days: list[str], months: tuple[str, ...]) -> Days:
    return tuple(
        tuple(form % {"day": day, "month": month, "year": _HOLE} for day in days) for month in months
    )


def in_words(date: When, lang: str) -> str:
    """“1er janvier 2021”, “décembre 2020” or “2020”, depending on what is known."""
    if date.month is None:
        return str(date.year)
    forms, month = _forms(lang), date.month - 1
    known = forms.months_of_year[month] if date.day is None else forms.days_of_year[month][date.day - 1]
    return known.replace(_HOLE, str(date.year))


def in_year(date: When, lang: str) -> str:
    """The same without the year: “1er janvier”, “décembre” or ""."""
    if date.month is None:
        return ""
    forms, month = _forms(lang), date.month - 1
    return forms.months[month] if date.day is None else forms.days[month][date.day - 1]


def of_comment(date: When, lang: str) -> str:
    """“Le 24 novembre 2026, 14h05”, as in the heading of a comment; without the time if it is unknown."""
    forms, day = _forms(lang), in_words(date, lang)
    if date.moment is None:
        return forms.comment.replace(_HOLE, day)
    return forms.comment_at.replace(_HOLE, day).replace(_SECOND_HOLE, clock(date.moment, lang))


def in_a_sentence(date: When, lang: str) -> str:
    """“le 24 novembre 2026, 14h05”, as within a sentence."""
    forms, day = _forms(lang), in_words(date, lang)
    if date.moment is None:
        return forms.said.replace(_HOLE, day)
    return forms.said_at.replace(_HOLE, day).replace(_SECOND_HOLE, clock(date.moment, lang))


def clock(moment: datetime, lang: str) -> str:
    """The time in the zone that the moment carries: 14h05, 4h07, 0h30."""
    return _forms(lang).clocks[moment.hour][moment.minute]
