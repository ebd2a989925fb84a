"""The checks of links to other sites: what they answered, and what that means; cached for a week, so that
nobody is asked at each proof."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from plugins.common import files

PATH = Path(".cache/proof.json")
_LASTS = timedelta(days=7)
_GONE = (404, 410)
_PERMANENT = (301, 308)
_ANSWERED = range(200, 300)


class LinkState(StrEnum):
    FINE = "fine"
    MOVED = "moved"
    DOUBTFUL = "doubtful"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """`said`: behind the address, as a sentence. `moved_to`: where, if for ever."""

    state: LinkState
    said: str = ""
    moved_to: str = ""


def of_status(status: int, moved: bool, at: str) -> LinkCheck:
    """RFC 9110 §15. `moved`: all redirections on the way were permanent ones; `at`: where it ended."""
    if status in _GONE:
        return LinkCheck(LinkState.DEAD, f"is gone: {status}")
    if status not in _ANSWERED:
        return LinkCheck(LinkState.DOUBTFUL, f"answers {status}")
    return LinkCheck(LinkState.MOVED, "has moved for ever", at) if moved else LinkCheck(LinkState.FINE)


def is_permanent(status: int) -> bool:
    return status in _PERMANENT


class LinkCheckCache:
    """The checks that are no older than a week at the moment `now`."""

    def __init__(self, path: Path, now: datetime) -> None:
        self._path, self._now = path, now
        self._kept: dict[str, dict[str, str]] = {}
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            self._kept = {page: one for page, one in kept.items() if self._is_young(one)}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            pass  # a cache: what is damaged is asked for again

    def _is_young(self, one: Mapping[str, str]) -> bool:
        LinkState(one["state"])
        return timedelta() <= self._now - datetime.fromisoformat(one["at"]) < _LASTS

    def get(self, page: str) -> LinkCheck | None:
        one = self._kept.get(page)
        return LinkCheck(LinkState(one["state"]), one["said"], one["moved_to"]) if one else None

    def put(self, page: str, check: LinkCheck) -> None:
        self._kept[page] = {**asdict(check), "at": self._now.isoformat()}

    def save(self) -> None:
        files.write(self._path, json.dumps(self._kept, indent=1, sort_keys=True).encode())
