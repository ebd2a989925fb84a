"""The bar changes nothing of what passes it."""

import pytest

from plugins.fastbuild import progress


@pytest.mark.parametrize("watched", [False, True])
def test_results_pass(monkeypatch, capsys, watched):
    monkeypatch.setattr("sys.stderr.isatty", lambda: watched)
    assert list(progress.shown(iter("abc"), 3, "SourceParser")) == ["a", "b", "c"]
    assert "SourceParser" not in capsys.readouterr().err


def test_what_takes_long_is_shown(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    assert list(progress.shown(iter("abc"), 3, "SourceParser")) == ["a", "b", "c"]
    assert "SourceParser" in capsys.readouterr().err
