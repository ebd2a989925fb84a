"""What others answered is kept for a week, and believed no longer."""

from datetime import UTC, datetime, timedelta

import pytest

from plugins.proof.link_checks import LinkCheck, LinkCheckCache, LinkState

NOW = datetime(2021, 1, 1, tzinfo=UTC)
DEAD = LinkCheck(LinkState.DEAD, "is gone: 404")


@pytest.mark.parametrize(
    ("later", "known"), [(timedelta(days=6), DEAD), (timedelta(days=7), None), (timedelta(-1), None)]
)
def test_checks_are_cached_for_a_week(tmp_path, later, known):
    kept = LinkCheckCache(tmp_path / "a/proof.json", NOW)
    kept.put("http://a.example/", DEAD)
    kept.save()
    assert LinkCheckCache(tmp_path / "a/proof.json", NOW + later).get("http://a.example/") == known


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"a": 1}', '{"a": {"state": "odd", "at": "2021-01-01"}}', "\x00"]
)
def test_a_damaged_cache_is_ignored(tmp_path, text):
    (tmp_path / "proof.json").write_text(text)
    assert LinkCheckCache(tmp_path / "proof.json", NOW).get("a") is None
