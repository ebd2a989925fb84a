"""Many at once at the terminal: a filter, one question with the number, one undo."""

import io

import pytest

from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW, submission


@pytest.fixture
def wave(line):
    """Four of a wave beside the three that wait."""
    for number in range(10, 14):
        line.desk.queue.add(submission(number, text=f"Gagnez {number} http://a.spam.example/", author="Bot"))
    return line


def answer(monkeypatch, words):
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_it_asks_once_with_the_number(wave, monkeypatch):
    answer(monkeypatch, "n\n")
    code, out, err = wave("spam", "--matching", "host:spam.example")
    assert (code, out) == (1, "")
    assert err.count("Gagnez") == 4
    assert err.endswith("spam these 4? [y/N] Nothing was decided. (--yes does it without asking.)\n")
    assert len(wave.desk.queue.ids(State.PENDING)) == 7


def test_all_of_them_and_one_undo_for_all(wave, monkeypatch):
    answer(monkeypatch, "oui\n")
    code, out, err = wave("spam", "--matching", "host:spam.example")
    assert code == 0 and out.startswith("4 done: spam.\nTo take it back: ")
    assert wave.desk.queue.ids(State.SPAM) == [submission(number).id for number in range(10, 14)]
    assert len(wave.desk.queue.ids(State.PENDING)) == 3
    *_, batch = out.split()
    code, out, err = wave("undo", batch)
    assert (code, out, err) == (0, "4 done: undo.\n", "")
    assert len(wave.desk.queue.ids(State.PENDING)) == 7


def test_what_another_decided_meanwhile_is_told(wave):
    done = wave.json("approve", "--matching", "author:Bot", "--yes")
    first = done["done"][0]["id"]
    wave.desk.decide(first, Action.UNDO, NOW)
    code, out, err = wave("undo", done["batch"])
    assert code == 1 and out.startswith("3 done: undo. 1 was not, see below.\n")
    assert err.startswith(f"{first} is pending; somebody decided on it or changed its words meanwhile\n")
    assert not list(wave.desk.paths.comments.glob("*/*.txt"))


def test_readers_see_a_batch_of_approvals_after_one_publication(wave):
    wave.rules('[desk]\npublish = ["sh", "-c", "echo x >> runs"]\n')
    wave("approve", "--matching", "author:Bot", "--yes")
    assert (wave.root / "runs").read_text() == "x\n"


def test_nothing_that_fits(wave):
    assert wave("spam", "--matching", "host:absent.example")[:2] == (0, "There is none.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("spam", "--matching", "hots:a"), "unknown key “hots”. Did you mean “host”?"),
        (("list", "hots:a"), "unknown key “hots”. Did you mean “host”?"),
        (("list", "since:hier"), "“hier” is not a day; write it as 2026-11-29"),
    ],
)
def test_a_filter_that_is_none(line, words, said):
    code, _, err = line(*words)
    assert code == 1 and err.startswith(said)


def test_ids_or_a_filter_and_not_both(line):
    for words in (("spam",), ("spam", "x", "--matching", "a")):
        code, _, err = line(*words)
        assert code == 2 and "spam: give ids, or --matching FILTER" in err


def test_list_with_a_filter(wave):
    assert len(wave.json("list", "host:spam.example")) == 4
    assert len(wave.json("list", "gagnez", "since:2026-11-24")) == 4
    assert wave.json("list", "state:spam") == []
    _, out, _ = wave("list", "bonjour")
    assert out.count("\n") == 3
