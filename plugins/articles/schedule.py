"""What waits for the moment of a build (`common.moment`): articles that are still to come, and conversations
that end. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from plugins.articles.header import Header
from plugins.common import moment
from plugins.common.errors import Problem
from plugins.common.moment import DueSource, Period
from plugins.common.settings import setting
from plugins.common.site_settings import SettingLocation

_DAYS = "COMMENTS_CLOSE_AFTER_DAYS"
_MOST_DAYS = 36_525
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """`now`: the moment of the build, if it was given one; `lasting`: for how many days comments are taken,
    None for ever."""

    now: datetime | None
    zone: ZoneInfo
    lasting: int | None

    def is_planned(self, header: Header) -> bool:
        """Whether the `Date` is still to come. A month or a year begins with its first moment."""
        return self.now is not None and header.date is not None and header.date.earliest(self.zone) > self.now

    def last_day(self, header: Header) -> date | None:
        """The last one on which comments are taken. A header knows better than the setting; days are counted
        from the last that the `Date` can mean."""
        if header.comments_until is not None or self.lasting is None or header.comments_open is not None:
            return header.comments_until
        try:
            return header.date.last_day() + timedelta(days=self.lasting) if header.date else None
        except OverflowError:  # beyond the year 9999
            return None

    def is_over(self, header: Header) -> bool:
        """Whether the last day for comments has passed."""
        day = self.last_day(header)
        return day is not None and self.now is not None and self.now.astimezone(self.zone).date() > day

    def period(self, articles: Iterable[tuple[str, Header]]) -> Period | None:
        """How long a site of these articles stays as it is now; None for a build without a moment."""
        return moment.period(self._changes(articles), self.now) if self.now else None

    def _changes(self, articles: Iterable[tuple[str, Header]]) -> Iterator[DueSource]:
        for source, header in articles:
            if header.date is not None:
                yield DueSource(header.date.earliest(self.zone), source)
            day = self.last_day(header)
            if day is not None and day < date.max:
                over = day + _DAY
                yield DueSource(datetime(over.year, over.month, over.day, tzinfo=self.zone), source)


def of(settings: Mapping[str, Any]) -> Schedule:
    """The schedule that the settings ask for. Wrong values count as not set: `problems` reports them."""
    lasting, zone = setting(settings, _DAYS), ZoneInfo(setting(settings, "TIMEZONE"))
    try:
        now = moment.given(settings)
    except ValueError:
        now = None
    return Schedule(now, zone, lasting if _is_number(lasting) else None)


def problems(settings: Mapping[str, Any], location_of: Callable[[str], SettingLocation]) -> Iterator[Problem]:
    lasting = setting(settings, _DAYS)
    if not (lasting is None or _is_number(lasting)):
        hint = "Write a number such as 90, or leave it out: conversations stay open."
        yield location_of(_DAYS).problem(f": {lasting!r} is not a number of days", hint)
    try:
        moment.given(settings)
    except ValueError as error:
        yield Problem("NOW", 0, str(error), moment.HINT)


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value <= _MOST_DAYS
