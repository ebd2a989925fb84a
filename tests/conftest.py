"""For all tests. Hypothesis measures no time: a test that fails on a busy machine tells nothing.

Ctrl-C is heard, by the tests and by all that they start, though a shell starts what it puts into the
background with SIGINT ignored (POSIX, Shell §2.11), which processes hand on.

In CI the same examples are tried at each run, so that a failure is one of the change; elsewhere new ones are.
"""

import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from plugins.common import versions

settings.register_profile(
    "no clock",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("no clock")
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    """One for all browsers: a second one beside it cannot be."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Let another version of a library be installed, as far as fast ways are told."""

    def other(library: str, version: str) -> None:
        known = {**versions.installed(), library: version}
        monkeypatch.setattr(versions, "installed", lambda: known)
        versions.proven.cache_clear()

    yield other
    monkeypatch.undo()
    versions.proven.cache_clear()
