"""The power goes after so many changes of the disk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.common import files


class PowerCut(BaseException):
    """Not an Exception: nothing may catch it."""


def cut_after(monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    """Let files be written or removed `steps` times; the next time, PowerCut."""
    left = iter(range(steps))

    def guard(change: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*arguments: Any, **options: Any) -> Any:
            if next(left, None) is None:
                raise PowerCut
            return change(*arguments, **options)

        return guarded

    monkeypatch.setattr(files, "write", guard(files.write))
    monkeypatch.setattr("pathlib.Path.unlink", guard(Path.unlink))
