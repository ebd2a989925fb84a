"""The moment that a build is made for: an input of its caller (the setting `NOW`), never read from a clock.

Same sources and same moment, same bytes. Without one nothing waits, and no conversation ends by its day.
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
    """When a site becomes another, and by what: the path of a source."""

    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Period:
    """A time in which moments make no difference, the end not included; None: for ever. `due`: the source by
    which it ends."""

    since: datetime | None = None
    until: datetime | None = None
    due: str = ""

    def holds(self, moment: datetime | None) -> bool:
        """Whether `moment` is in it. A build without one is of no period."""
        return (
            moment is not None
            and (self.since is None or self.since <= moment)
            and (self.until is None or moment < self.until)
        )

    def told(self, zone: ZoneInfo) -> str:
        """What is due next, as a line for the author; empty if nothing is."""
        if self.until is None:
            return ""
        return f"Due next: {self.due}, {self.until.astimezone(zone):%Y-%m-%d %H:%M} (make publish)\n"


def given(settings: Mapping[str, Any]) -> datetime | None:
    """In UTC: of two moments in one zone Python compares the wall clocks. Raises ValueError with a sentence
    for whoever wrote it."""
    text = setting(settings, "NOW")
    if not text:
        return None
    zone = ZoneInfo(setting(settings, "TIMEZONE"))
    return when.parse(text, zone).earliest(zone).astimezone(UTC)


def period(changes: Iterable[DueSource], moment: datetime) -> Period:
    """The period around `moment`: from the last change before it to the next one."""
    before: list[DueSource] = []
    after: list[DueSource] = []
    for one in changes:
        (before if one.at <= moment else after).append(one)
    last = max(before, key=_order, default=None)
    following = min(after, key=_order, default=None)
    since = last.at if last else None
    return Period(since, following.at, following.source) if following else Period(since)


def _order(one: DueSource) -> tuple[float, str]:
    return one.at.timestamp(), one.source
