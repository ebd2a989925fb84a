"""Dates in the site's language, without a locale: the machine that builds need not have one installed."""

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


@dataclass(frozen=True, slots=True)
class DateForms:
    """How a language writes dates: Python's `%` formats, by what is known."""

    months: tuple[str, ...]
    first: str
    day: str
    day_of_year: str
    month_of_year: str
    comment: str
    comment_at: str
    said: str
    said_at: str
    clock: str


@cache
def _forms(lang: str) -> DateForms:
    _ = translations.of(lang).gettext
    return DateForms(
        months=tuple(map(_, _MONTHS)),
        # For translators: the first day of a month, as the others are written: 2, 3 …
        first=_("1er"),
        day=_("%(day)s %(month)s"),
        day_of_year=_("%(day)s %(month)s %(year)s"),
        month_of_year=_("%(month)s %(year)s"),
        # For translators: at the head of a comment, before “par”
        comment=_("Le %(date)s"),
        comment_at=_("Le %(date)s, %(clock)s"),
        # For translators: within a sentence
        said=_("le %(date)s"),
        said_at=_("le %(date)s, %(clock)s"),
        # For translators: hours and minutes; 02d has two digits
        clock=_("%(hour)dh%(minute)02d"),
    )


def in_words(date: When, lang: str) -> str:
    """“1er janvier 2021”, “décembre 2020”, “2020”: as much as is known."""
    if date.month is None:
        return str(date.year)
    forms = _forms(lang)
    of_year = forms.month_of_year if date.day is None else forms.day_of_year
    return of_year % _parts(date, forms)


def in_year(date: When, lang: str) -> str:
    """The same where the year is said already: “1er janvier”, “décembre”, or nothing."""
    if date.month is None:
        return ""
    forms = _forms(lang)
    return forms.months[date.month - 1] if date.day is None else forms.day % _parts(date, forms)


def month(date: When, lang: str) -> str:
    """Its name alone."""
    return _forms(lang).months[(date.month or 1) - 1]


def of_comment(date: When, lang: str) -> str:
    """“Le 24 novembre 2026, 14h05”, as the old system headed a comment; without the hour if it is unknown."""
    forms, day = _forms(lang), in_words(date, lang)
    if date.moment is None:
        return forms.comment % {"date": day}
    return forms.comment_at % {"date": day, "clock": clock(date.moment, lang)}


def in_a_sentence(date: When, lang: str) -> str:
    """“le 24 novembre 2026, 14h05”."""
    forms, day = _forms(lang), in_words(date, lang)
    if date.moment is None:
        return forms.said % {"date": day}
    return forms.said_at % {"date": day, "clock": clock(date.moment, lang)}


def clock(moment: datetime, lang: str) -> str:
    """The wall clock where it was written: 14h05, 4h07, 0h30."""
    return _forms(lang).clock % {"hour": moment.hour, "minute": moment.minute}


def _parts(date: When, forms: DateForms) -> dict[str, object]:
    day = forms.first if date.day == 1 else date.day
    return {"day": day, "month": forms.months[(date.month or 1) - 1], "year": date.year}
