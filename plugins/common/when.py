"""A date that is only as precise as what is known of it: a year, a month, a day or a moment.

The captured comments carry hours of a 12-hour clock without AM or PM, and the captured article no date at
all; a type that cannot hold an unknown hour would invent one. Syntax: ISO 8601 calendar dates, reduced
precision included (ISO 8601-1:2019, 5.2.2.3), moments as in RFC 3339 §5.6.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import takewhile
from typing import NamedTuple

_FORM = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?))?)?)?", re.ASCII
)
_ODD_OFFSETS = 1972  # the year in which the last zone came to whole minutes (Monrovia, IANA's database)
_MINUTE = timedelta(minutes=1)
_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class When(NamedTuple):
    """Unknown parts are None. `moment` is set when the hour is known, and always carries an offset."""

    year: int
    month: int | None = None
    day: int | None = None
    moment: datetime | None = None

    def isoformat(self) -> str:
        """The machine's form, of the precision that is known; valid in `<time datetime>`."""
        if self.moment is not None:
            return self.moment.isoformat()
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    def earliest(self, zone: tzinfo) -> datetime:
        """The first moment this date can mean. For order and for fields that demand a full time
        (RFC 4287 §3.3), never for a reader's eyes."""
        return self.moment or in_minutes(datetime(self.year, self.month or 1, self.day or 1, tzinfo=zone))

    def last_day(self) -> date:
        """The last day this date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def is_before(self, other: "When") -> bool:
        """Whether it is known to be: of what one of them leaves open nothing is said."""
        if self.moment is not None and other.moment is not None:
            return self.moment < other.moment
        own, others = zip(*takewhile(all, zip(self[:3], other[:3], strict=True)), strict=True)
        return bool(own < others)


def microseconds(moment: datetime) -> int:
    """Since 1970: moments as numbers, so that those of two offsets have an order and many are soon
    compared."""
    return (moment - _EPOCH) // _MICROSECOND


def parse_moment(text: str) -> datetime:
    """A moment as our own files have it. Raises ValueError, also where its offset from UTC is missing."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def at(moment: datetime) -> When:
    """A moment that is known, as seen where it carries its offset from."""
    moment = in_minutes(moment)
    return When(moment.year, moment.month, moment.day, moment)


def in_minutes(moment: datetime) -> datetime:
    """The same instant with an offset of whole minutes. Before standard time clocks went by the sun, in Paris
    9 min 21 s ahead of Greenwich; RFC 3339 §5.6 and RFC 5322 §3.3 have no seconds there. Rounded up: what was
    written as 14:00 stays in its minute, and in its day."""
    offset = moment.utcoffset() if moment.year <= _ODD_OFFSETS else None
    if not offset or not offset % _MINUTE:
        return moment
    return moment.astimezone(timezone(-(-offset // _MINUTE) * _MINUTE))


def parse(text: str, zone: tzinfo | None = None) -> When:
    """Read a date; a clock time without an offset is taken in `zone`, and refused where there is none.

    Raises ValueError with a sentence for the author.
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
