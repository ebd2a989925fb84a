"""The report of a command, which `commands` prints."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CommandReport:
    """`data` for `--json`, `lines` for people, `wrong` for stderr and the exit code.

    `decided`: whether the queue changed; `changed`: whether published comments changed.
    """

    data: Any
    lines: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    decided: bool = False
    changed: bool = False
