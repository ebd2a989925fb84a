"""Dates in French, without a locale: the machine that builds need not have one installed."""

from datetime import datetime

from plugins.common.when import When

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def in_words(date: When) -> str:
    """“1er janvier 2021”, “décembre 2020”, “2020”: as much as is known."""
    return f"{in_year(date)} {date.year}" if date.month else str(date.year)


def in_year(date: When) -> str:
    """The same where the year is said already: “1er janvier”, “décembre”, or nothing."""
    if date.month is None:
        return ""
    month = MONTHS[date.month - 1]
    return month if date.day is None else f"{'1er' if date.day == 1 else date.day} {month}"


def of_comment(date: When) -> str:
    """“Le 24 novembre 2026, 14h05”, as the old system headed a comment; without the hour if it is unknown."""
    return f"Le {in_words(date)}, {clock(date.moment)}" if date.moment else f"Le {in_words(date)}"


def clock(moment: datetime) -> str:
    """The wall clock where it was written: 14h05, 4h07, 0h30."""
    return f"{moment.hour}h{moment.minute:02}"
