"""Dates in French, without a locale: the machine that builds need not have one installed."""

from datetime import datetime

from plugins.common.when import When

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def in_words(date: When) -> str:
    """“1er janvier 2021”, “décembre 2020”, “2020”: as much as is known."""
    return f"{in_year(date)} {date.year}".lstrip()


def in_year(date: When) -> str:
    """The same where the year is said already: “1er janvier”, “décembre”, or nothing."""
    day = {None: "", 1: "1er "}.get(date.day, f"{date.day} ")
    return day + MONTHS[date.month - 1] if date.month else ""


def of_comment(date: When) -> str:
    """“Le 24 novembre 2026, 14h05”, as the old system headed a comment; without the hour if it is unknown."""
    day = f"Le {in_words(date)}"
    return f"{day}, {clock(date.moment)}" if date.moment else day


def clock(moment: datetime) -> str:
    """The wall clock where it was written: 14h05, 4h07, 0h30."""
    return f"{moment.hour}h{moment.minute:02}"
