"""Converts an old system's times to dates of known precision. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from plugins.common import when
from plugins.common.when import When

_TOLERANCE = timedelta(minutes=5)
"""The possible difference between the local time and the UTC time that a row was stored with."""


def zone(name: str) -> tzinfo | None:
    """A time zone by its name in the IANA database, or None if there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such zone, an absolute path, a name with `..` or NUL
        return None


def naive(text: str) -> datetime | None:
    """Parse `2020-12-19 00:12:31`, as databases print it; None for `0000-00-00 00:00:00` and other invalid
    values."""
    try:
        return datetime.fromisoformat(text.strip()[:19]).replace(tzinfo=None)
    except ValueError:
        return None


def of_clock(wall: datetime, where: tzinfo | None, signed: datetime | None = None) -> When:
    """The moment of a local time in a zone; only the day if the zone is not known.

    In the hour that occurs twice in autumn, `signed` (the time in UTC when the row was written) decides.
    """
    if where is None:
        return When(wall.year, wall.month, wall.day)
    return of_moment(_second(wall, where, signed).replace(microsecond=0))


def of_moment(moment: datetime) -> When:
    """The date of a moment, with a fixed offset instead of a named zone."""
    return when.at(datetime.fromisoformat(when.in_minutes(moment).isoformat()))


def of_stamp(seconds: float, where: tzinfo) -> When:
    """The date of a Unix time, in a zone."""
    return of_moment(datetime.fromtimestamp(int(seconds), UTC).astimezone(where))


def of_iso(text: str, where: tzinfo) -> When | None:
    """The date of a moment in RFC 3339, in a zone; None for any other text, and for Go's zero time (year
    1)."""
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
    """The site's time zone and the moment of the import. `told`: whether the user named the old blog's time
    zone."""

    zone: tzinfo
    now: datetime
    told: bool = False


NO_ZONE = (
    "times without a zone: only their days are kept; with TIMEZONE=Europe/Paris, if so it was, hours too"
)


def of_wall(wall: datetime, clock: Clock) -> When:
    """The date of a local time without a zone in the export."""
    return of_clock(wall, clock.zone if clock.told else None)
