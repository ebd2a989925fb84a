"""What other sites answered, and what that means; kept for a week, so that nobody is asked at each proof."""

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
_FOR_EVER = (301, 308)
_ANSWERED = range(200, 300)


class LinkState(StrEnum):
    FINE = "fine"
    MOVED = "moved"
    DOUBTFUL = "doubtful"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Answer:
    """`said`: behind the address, as a sentence. `moved_to`: where, if for ever."""

    state: LinkState
    said: str = ""
    moved_to: str = ""


def of_status(status: int, moved: bool, at: str) -> Answer:
    """RFC 9110 §15. `moved`: all redirections on the way were permanent ones; `at`: where it ended."""
    if status in _GONE:
        return Answer(LinkState.DEAD, f"is gone: {status}")
    if status not in _ANSWERED:
        return Answer(LinkState.DOUBTFUL, f"answers {status}")
    return Answer(LinkState.MOVED, "has moved for ever", at) if moved else Answer(LinkState.FINE)


def is_for_ever(status: int) -> bool:
    return status in _FOR_EVER


class KeptAnswers:
    """Those that are no older than a week at the moment `now`."""

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

    def get(self, page: str) -> Answer | None:
        one = self._kept.get(page)
        return Answer(LinkState(one["state"]), one["said"], one["moved_to"]) if one else None

    def put(self, page: str, answer: Answer) -> None:
        self._kept[page] = {**asdict(answer), "at": self._now.isoformat()}

    def save(self) -> None:
        files.write(self._path, json.dumps(self._kept, indent=1, sort_keys=True).encode())
