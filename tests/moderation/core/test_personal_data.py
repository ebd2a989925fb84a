"""What a person may ask for: all that is kept of them, and that it is erased. Over queue and archive."""

import io
from types import SimpleNamespace

import pytest

from plugins.comments import archive
from plugins.moderation.core import erasure, search
from plugins.moderation.core.states import Action, State
from tests.moderation.power import PowerCut, cut_after
from tests.moderation.samples import NOW, submission

WHO = "zoe@exemple.fr"


@pytest.fixture
def asked(line):
    """Zoé in every state, twice published (once answered by Ana); somebody else under the same name."""
    for number, action in enumerate((None, Action.APPROVE, Action.REJECT, Action.SPAM, Action.APPROVE), 10):
        line.desk.queue.add(
            submission(number, email="Zoe@exemple.fr", text=f"canari{number}", author="Zoé C.")
        )
        if action:
            line.desk.decide(submission(number).id, action, NOW)
    folder = line.root / "content/comments/un"
    for number, author, text in ((1, "Ana", "ana"), (2, "Zoé C.", "autre"), (3, "Léo", f"écrivez à {WHO} !")):
        head = f"Id: {number}\nAuthor: {author}\nDate: 2020-12-19\nReply-To: {submission(11).id}\n"
        (folder / f"{number}.txt").write_text(f"{head}\n{text}\n")
    return line


def every_byte(root, index=True):
    """`index`: with that of queue and archive, which holds once more what is there."""
    found = (p for p in root.rglob("*") if p.is_file() and (index or "index" not in p.name))
    return b"".join(p.read_bytes() + str(p).encode() for p in found)


def answer(monkeypatch, words):
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_show_of_a_person(asked):
    shown = asked.json("show", "--of", WHO.upper())
    states = [one["state"] for one in shown["submissions"]]
    assert states == ["pending", "approved", "rejected", "spam", "approved"]
    assert [one["id"] for one in shown["published"]] == [f"un/{submission(n).id}" for n in (11, 14)]
    assert [one["id"] for one in shown["perhaps"]] == ["un/2", "un/3"]
    code, out, err = asked("show", "--of", WHO)
    assert (code, err) == (0, "")
    for word in ("canari10", "canari14", "theirs or not, you decide:\n\nId        un/2\n", "écrivez à"):
        assert word in out
    assert "    ana" not in out


def test_show_of_nobody(asked):
    hint = "Addresses are erased some days after a decision; then look for the name: --of NAME."
    assert asked("show", "--of", "x@y.fr") == (0, f"Nothing is kept under x@y.fr. {hint}\n", "")
    assert asked("show", "--of", "Nemo") == (0, "Nothing is kept under Nemo.\n", "")
    assert asked.json("show", "--of", "x@y.fr")["submissions"] == []


def test_once_the_address_is_erased_a_name_is_left(asked):
    for state in State:
        for identifier in asked.desk.queue.ids(state):
            asked.desk.queue.erase(state, identifier)
    shown = asked.json("show", "--of", "zoé c.")
    assert [one["id"] for one in shown["perhaps"]] == ["un/2", *(f"un/{submission(n).id}" for n in (11, 14))]
    code, out, err = asked("erase", "--of", "Zoé C.", "--yes")
    assert (code, err) == (0, "") and "Not erased, for it may be somebody else’s" in out
    assert b"canari11" in every_byte(asked.root)


def test_a_search_that_would_pass_a_file_over_fails(asked):
    (asked.root / "var/moderation/spam" / f"{submission(13).id}.txt").write_text("x")
    code, out, err = asked("show", "--of", WHO)
    assert (code, out) == (1, "") and f"{submission(13).id}.txt:1: not a header" in err


def test_erase_everything_of_a_person(asked):
    code, out, err = asked("erase", "--of", WHO, "--yes")
    assert (code, err) == (0, "")
    left = every_byte(asked.root)
    assert b"canari" not in left and b"Zoe@" not in left
    assert every_byte(asked.root, index=False).count("Zoé C.".encode()) == 1 and b"autre" in left
    emptied = (asked.root / f"content/comments/un/{submission(11).id}.txt").read_text()
    head = f"Id: {submission(11).id}\nAuthor: retiré\nDate: 2026-11-24T14:05:18+01:00\n"
    assert emptied.startswith(f"{head}Withdrawn: 20") and emptied.endswith("\n\n\n")
    assert not archive.read(asked.root / "content/comments", "c").problems
    assert f"Erased: {submission(10).id} (pending)\n" in out and "(published)" in out
    assert "What git was given before stays in its history." in out
    assert "Not erased, for it may be somebody else’s (same name, or the address in the text):\nun/2 " in out
    assert asked.json("show", "--of", WHO)["submissions"] == []
    assert len(asked.desk.queue.ids(State.PENDING)) == 3


def test_what_is_left_is_in_the_language_of_the_site(asked, monkeypatch):
    english = SimpleNamespace(site=SimpleNamespace(lang="en"))
    monkeypatch.setattr(erasure.SubmissionContext, "site", lambda _: english)
    data = search.by_person(WHO, asked.desk)
    erasure.erase(asked.desk, data, NOW)
    emptied = (asked.root / f"content/comments/un/{submission(11).id}.txt").read_text()
    assert "\nAuthor: withdrawn\n" in emptied


def test_the_ledger_keeps_its_numbers(asked):
    before = asked.json("stats")["months"]
    asked("erase", "--of", WHO, "--yes")
    assert asked.json("stats")["months"] == before


def test_erase_asks_and_no_is_no(asked, monkeypatch):
    before = every_byte(asked.root, index=False)
    for words in ("", "\n", "n\n", "x\n"):
        answer(monkeypatch, words)
        code, out, err = asked("erase", "--of", WHO)
        assert (code, out) == (1, "")
        assert err.endswith(
            "Erase these 7 for good? [y/N] Nothing was erased. (--yes does it without asking.)\n"
        )
        assert f"{submission(10).id}  pending " in err and f"un/{submission(11).id}  published " in err
    assert every_byte(asked.root, index=False) == before


@pytest.mark.parametrize("yes", ["y\n", "Yes\n", "oui\n"])
def test_yes_is_yes(asked, monkeypatch, yes):
    answer(monkeypatch, yes)
    code, out, err = asked("erase", submission(10).id)
    assert (code, err.splitlines()[-1]) == (0, "Erase this for good? [y/N] ")
    assert out == f"Erased: {submission(10).id} (pending)\n"


def test_erase_a_published_comment_whose_private_file_is_gone(asked):
    asked.desk.queue.erase(State.APPROVED, submission(11).id)
    assert asked.json("erase", submission(11).id, "--yes") == [
        {"id": f"un/{submission(11).id}", "erased": "published"}
    ]
    assert asked.json("erase", "un/3", "--yes") == [{"id": "un/3", "erased": "published"}]
    assert WHO.encode() not in every_byte(asked.root, index=False)


def test_one_unknown_id_erases_nothing(asked):
    before = every_byte(asked.root, index=False)
    code, out, err = asked("erase", submission(10).id, "absent", "--yes")
    assert (code, out, err) == (1, "", "“absent”: no submission and no comment has this id\n")
    assert every_byte(asked.root, index=False) == before


def test_who_withdrew_it_first_is_kept(asked):
    path = asked.root / "content/comments/un/3.txt"
    path.write_text(path.read_text().replace("\nReply", "\nWithdrawn: 2021-01-01\nReply"))
    asked("erase", "un/3", "--yes")
    assert "Withdrawn: 2021-01-01\n" in path.read_text() and "Léo" not in path.read_text()


@pytest.mark.parametrize("steps", range(8))
def test_a_crash_at_any_step_leaves_what_a_second_run_finds(asked, monkeypatch, steps):
    months = asked.json("stats")["months"]
    with monkeypatch.context() as power:
        cut_after(power, steps)
        with pytest.raises(PowerCut):
            asked("erase", "--of", WHO, "--yes")
    asked("erase", "--of", WHO, "--yes")
    assert b"canari" not in every_byte(asked.root) and b"Zoe@" not in every_byte(asked.root)
    assert asked.json("stats")["months"] == months
