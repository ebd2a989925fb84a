"""An old system's times made into dates of known precision. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from plugins.common import when
from plugins.common.when import When

_TOLERANCE = timedelta(minutes=5)
"""Between the clock a row was written with and the one it was signed with."""


def zone(name: str) -> tzinfo | None:
    """A zone by its name in the IANA database, or None where there is none of this name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such zone, an absolute path, a name with `..` or NUL
        return None


def naive(text: str) -> datetime | None:
    """`2020-12-19 00:12:31`, as databases print it; None for `0000-00-00 00:00:00` and other accidents."""
    try:
        return datetime.fromisoformat(text.strip()[:19]).replace(tzinfo=None)
    except ValueError:
        return None


def of_clock(wall: datetime, where: tzinfo | None, signed: datetime | None = None) -> When:
    """The moment a wall clock in a zone showed; the day alone where the zone is not known.

    In the hour that an autumn night has twice, `signed` (UTC, when the row was written) tells which one.
    """
    if where is None:
        return When(wall.year, wall.month, wall.day)
    return of_moment(_second(wall, where, signed).replace(microsecond=0))


def of_moment(moment: datetime) -> When:
    """A date that knows its hour. Kept with a plain offset: a zone's name does not belong in a file."""
    return when.at(datetime.fromisoformat(when.in_minutes(moment).isoformat()))


def of_stamp(seconds: float, where: tzinfo) -> When:
    """Seconds since 1970 (Unix), shown in a zone."""
    return of_moment(datetime.fromtimestamp(int(seconds), UTC).astimezone(where))


def of_iso(text: str, where: tzinfo) -> When | None:
    """A moment as RFC 3339 has it, shown in a zone; None for another text, and for Go's year 1."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None or moment.year == 1:
            return None
        return of_moment(moment.replace(microsecond=0).astimezone(where))
    except (ValueError, OverflowError):
        return None


def _second(wall: datetime, where: tzinfo, signed: datetime | None) -> datetime:
    first, second = wall.replace(tzinfo=where), wall.replace(tzinfo=where, fold=1)
    if signed is None or first.utcoffset() == second.utcoffset():
        return first
    written = signed.replace(tzinfo=UTC)
    return second if abs(second.astimezone(UTC) - written) <= _TOLERANCE else first


@dataclass(frozen=True, slots=True)
class Clock:
    """What an import knows of time: the site's zone, and the moment it runs. `told`: whether the person said
    in which zone the old blog was."""

    zone: tzinfo
    now: datetime
    told: bool = False


NO_ZONE = (
    "times without a zone: only their days are kept; with TIMEZONE=Europe/Paris, if so it was, hours too"
)


def of_wall(wall: datetime, clock: Clock) -> When:
    """What a clock showed of which the export tells no zone."""
    return of_clock(wall, clock.zone if clock.told else None)
