"""Checks of links to other sites: what a response means, and a cache that keeps checks for a week."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
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
    """`description`: the rest of a sentence that begins with the address. `moved_to`: its new address, if it
    moved permanently."""

    state: LinkState
    description: str = ""
    moved_to: str = ""


def of_status(status: int, is_moved: bool, address: str) -> LinkCheck:
    """What a status means (RFC 9110 §15). `is_moved`: there were redirects, and all were permanent;
    `address`: the one that was reached."""
    if status in _GONE:
        return LinkCheck(LinkState.DEAD, f"is gone: {status}")
    if status not in _ANSWERED:
        return LinkCheck(LinkState.DOUBTFUL, f"answers {status}")
    return (
        LinkCheck(LinkState.MOVED, "has moved for ever", address) if is_moved else LinkCheck(LinkState.FINE)
    )


def is_permanent(status: int) -> bool:
    return status in _PERMANENT


class LinkCheckCache:
    """The checks that are no older than a week at `now`, in a JSON file."""

    def __init__(self, path: Path, now: datetime) -> None:
        self._path, self._now = path, now
        self._rows: dict[str, dict[str, str]] = {}
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
            self._rows = {page: row for page, row in rows.items() if self._is_fresh(row)}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            pass  # a damaged cache: its pages are requested again

    def _is_fresh(self, row: Mapping[str, str]) -> bool:
        LinkState(row["state"])
        return timedelta() <= self._now - datetime.fromisoformat(row["at"]) < _LASTS

    def get(self, page: str) -> LinkCheck | None:
        row = self._rows.get(page)
        return LinkCheck(LinkState(row["state"]), row["said"], row["moved_to"]) if row else None

    def put(self, page: str, check: LinkCheck) -> None:
        self._rows[page] = {
            "state": check.state,
            "said": check.description,
            "moved_to": check.moved_to,
            "at": self._now.isoformat(),
        }

    def save(self) -> None:
        files.write(self._path, json.dumps(self._rows, indent=1, sort_keys=True).encode())
