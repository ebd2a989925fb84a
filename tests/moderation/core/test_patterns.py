"""Patterns that would never end are stopped, and what they are looked for in is taken all the same."""

import subprocess

import pytest

from plugins.moderation.core import patterns
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.policy import Circumstances, PatternsFound
from tests.moderation.samples import NOW, submission

HOSTILE = [
    r"(a+)+$",
    r"(a|a)*$",
    r"(a|aa)+$",
    r"(.*a){25}$",
    r"(?:a?){40}a{40}b",
    r"([a-z]+)*\d",
    r"(?=(a+)+b)",
    r"(a*)*\1b",
    r"(?:(?:a{1,999}){1,999}){1,999}b",
    r"a*a*a*a*a*a*a*$",
]
TEXT = "a" * 5000 + "!"


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Of processor, not of a clock: a busy machine stops nothing that is good."""
    monkeypatch.setattr(patterns, "_SECONDS", 0.05)


def found(given, *texts):
    return list(patterns.in_each(given, texts))


@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_pattern_that_never_ends_is_stopped(pattern):
    assert found([pattern], TEXT) == [PatternsFound(stopped=(pattern,))]


def test_the_others_are_found_beside_it():
    given = ["bon", HOSTILE[0], "jour$"]
    assert found(given, TEXT, "bonjour") == [
        PatternsFound((), (HOSTILE[0],)),
        PatternsFound(("bon", "jour$"), (HOSTILE[0],)),
    ]


def test_it_is_stopped_once_for_all_texts(monkeypatch):
    monkeypatch.setattr(patterns, "_BUNDLE", 1)
    begun = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: begun.append(1) or run(*a, **k))
    assert [one.stopped for one in found(HOSTILE[:1], TEXT, TEXT, TEXT)] == [(HOSTILE[0],)] * 3
    assert len(begun) == 1


def test_of_many_that_never_end_three_are_tried(monkeypatch):
    begun = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: begun.append(1) or run(*a, **k))
    assert found([*HOSTILE, "a"], TEXT) == [PatternsFound(stopped=(*HOSTILE, "a"))]
    assert len(begun) == 3


def test_no_process_without_patterns(monkeypatch):
    monkeypatch.setattr(subprocess, "run", None)
    assert found([], "a", "b") == [PatternsFound(), PatternsFound()]


def test_what_cannot_be_begun_loses_nothing(monkeypatch):
    def refuse(*given, **options):
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(subprocess, "run", refuse)
    assert found(["a"], "a") == [PatternsFound(stopped=("a",))]


def test_one_that_hangs_without_a_processor_is_ended(monkeypatch):
    def hang(*given, **options):
        raise subprocess.TimeoutExpired("python", 60, output=b"[0]\n[")

    monkeypatch.setattr(subprocess, "run", hang)
    assert found(["a", "b"], "a") == [PatternsFound(("a",), ("b",))]


def test_a_submission_is_taken_and_its_reasons_tell(tmp_path):
    (tmp_path / "moderation.toml").write_text(f"[spam]\npatterns = ['{HOSTILE[0]}', 'aa!']\n")
    desk = Desk(DeskPaths(tmp_path))
    one = desk.receive(submission(text=TEXT).words, Circumstances(), NOW)
    assert [str(reason) for reason in one.reasons if reason.rule != "ticket"] == [
        "pattern: aa! (+50)",
        "stopped: took too long to look for: (a+)+$ (+0)",
    ]
    corrected = desk.correct(one.id, submission(text=f"{TEXT}!").words, NOW)
    assert "stopped" in {reason.rule for reason in corrected.reasons}
