"""How many processes a build may be."""

import os

from plugins.fastbuild.cores import processes


def test_the_environment_says(monkeypatch):
    monkeypatch.setenv("FASTBUILD_PROCESSES", "7")
    assert processes() == 7


def test_where_no_system_says_which_cores_are_ours_all_are(monkeypatch):
    """As on macOS."""
    monkeypatch.delenv("FASTBUILD_PROCESSES", raising=False)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    assert processes() == 5
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert processes() == 1
