"""The moment that a build is made for: an input (the setting `NOW`), never read from a clock.

The same sources and the same moment give the same bytes. Without a moment, no article is held back as
planned, and comments are not closed by date.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from plugins.common import when
from plugins.common.settings import setting

HINT = "Write 2027-02-01, or 2027-02-01 18:00."


class DueSource(NamedTuple):
    """A moment at which the site changes, and the source that causes it."""

    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Period:
    """A period in which all moments give the same site. `since`: inclusive, `until`: exclusive; None:
    unlimited. `due`: the source that ends it."""

    since: datetime | None = None
    until: datetime | None = None
    due: str = ""

    def holds(self, moment: datetime | None) -> bool:
        """Whether `moment` is in this period. A build without a moment is in none."""
        return (
            moment is not None
            and (self.since is None or self.since <= moment)
            and (self.until is None or moment < self.until)
        )

    def told(self, zone: ZoneInfo, command: str) -> str:
        """A line for the author that says what is due next, and the `command` that publishes it; "" if
        nothing is."""
        if self.until is None:
            return ""
        return f"Due next: {self.due}, {self.until.astimezone(zone):%Y-%m-%d %H:%M} ({command})\n"


def given(settings: Mapping[str, Any]) -> datetime | None:
    """The setting `NOW` in UTC, because Python compares two moments of one zone by their wall clocks. Raises
    ValueError with a message for the author."""
    text = setting(settings, "NOW")
    if not text:
        return None
    zone = ZoneInfo(setting(settings, "TIMEZONE"))
    return when.parse(text, zone).earliest(zone).astimezone(UTC)


def period(changes: Iterable[DueSource], moment: datetime) -> Period:
    """The period around `moment`: from the last change before it to the next one."""
    before: list[DueSource] = []
    after: list[DueSource] = []
    for change in changes:
        (before if change.at <= moment else after).append(change)
    last = max(before, key=_order, default=None)
    following = min(after, key=_order, default=None)
    since = last.at if last else None
    return Period(since, following.at, following.source) if following else Period(since)


def _order(change: DueSource) -> tuple[float, str]:
    return change.at.timestamp(), change.source
