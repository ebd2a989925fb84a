"""What a command has to say, before anybody prints it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CommandReport:
    """`data` for `--json`, `lines` for people, `wrong` for stderr and the exit code.

    `decided`: the queue changed; `changed`: what is public did.
    """

    data: Any
    lines: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    decided: bool = False
    changed: bool = False
