"""Dates of known precision: a year, a month, a day or a moment.

The comments of the captured page have times of a 12-hour clock without AM or PM, and its article has no date;
a
`datetime` would have to invent what is not known. Syntax: ISO 8601 calendar dates, including reduced
precision (ISO 8601-1:2019, 5.2.2.3), and moments as in RFC 3339 §5.6.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import takewhile
from typing import NamedTuple

_FORM = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?))?)?)?", re.ASCII
)
_ODD_OFFSETS = 1972  # since then, all offsets are in whole minutes (the last was Monrovia's, IANA's database)
_MINUTE = timedelta(minutes=1)
_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class When(NamedTuple):
    """A date; unknown parts are None. `moment` is set if the time is known, and always has an offset."""

    year: int
    month: int | None = None
    day: int | None = None
    moment: datetime | None = None

    def isoformat(self) -> str:
        """In ISO 8601, as precise as known; valid in `<time datetime>`."""
        if self.moment is not None:
            return self.moment.isoformat()
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    def earliest(self, zone: tzinfo) -> datetime:
        """The first moment that this date can mean: for sorting, and for fields that require a full time (RFC
        4287 §3.3), but never to be shown to readers."""
        return self.moment or in_minutes(datetime(self.year, self.month or 1, self.day or 1, tzinfo=zone))

    def last_day(self) -> date:
        """The last day that this date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def is_before(self, other: "When") -> bool:
        """Whether it is certainly before `other`. Parts that are unknown in one of them are not compared."""
        if self.moment is not None and other.moment is not None:
            return self.moment < other.moment
        own, others = zip(*takewhile(all, zip(self[:3], other[:3], strict=True)), strict=True)
        return bool(own < others)


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970, as sort keys that are fast to compare."""
    return (moment - _EPOCH) // _MICROSECOND


def parse_moment(text: str) -> datetime:
    """Parse a moment in one of our own files. Raises ValueError, also if it has no offset from UTC."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def at(moment: datetime) -> When:
    """The date of a moment, in its own offset."""
    moment = in_minutes(moment)
    return When(moment.year, moment.month, moment.day, moment)


def in_minutes(moment: datetime) -> datetime:
    """The same moment with an offset of whole minutes. Before standard time, clocks followed the sun (in
    Paris, 9 min 21 s ahead of Greenwich), but RFC 3339 §5.6 and RFC 5322 §3.3 allow no seconds in offsets.
    The offset is rounded up, so that the minute and the day stay the same."""
    offset = moment.utcoffset() if moment.year <= _ODD_OFFSETS else None
    if not offset or not offset % _MINUTE:
        return moment
    return moment.astimezone(timezone(-(-offset // _MINUTE) * _MINUTE))


def parse(text: str, zone: tzinfo | None = None) -> When:
    """Parse a date. A time without an offset is in `zone`; without a `zone`, it is refused.

    Raises ValueError with a message for the author.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is not a date")
    try:
        if not match[4]:
            return _date(match)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not in the calendar") from None
    if moment.tzinfo is None and zone is None:
        raise ValueError(f"“{text}” lacks its offset from UTC")
    return at(moment if moment.tzinfo else moment.replace(tzinfo=zone))


def _date(match: re.Match[str]) -> When:
    year, month, day, _ = match.groups()
    date(int(year), int(month or 1), int(day or 1))  # raises ValueError
    return When(int(year), int(month) if month else None, int(day) if day else None)
