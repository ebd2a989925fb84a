"""For all tests. Hypothesis measures no time: a test that fails on a busy machine tells nothing.

In CI the same examples are tried at each run, so that a failure is one of the change; elsewhere new ones are.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from plugins.common import versions

settings.register_profile("no clock", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("no clock")


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
