"""The moderator's own answer: published at once, under a name of the settings, and undone like all others."""

import io

import pytest

from plugins.moderation.core import ledger
from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW, submission


@pytest.fixture
def desk(line):
    line.rules('[desk]\nauthor = "L’auteur"\n')
    line.desk.decide(line.ids[0], Action.APPROVE, NOW)
    return line


def published(line):
    return sorted(p.name for p in (line.root / "content/comments/un").iterdir())


def test_an_answer(desk):
    answered = desk.json("reply", desk.ids[0], "--text", "Merci.\n\nC’est corrigé.")
    assert (answered["state"], answered["reply_to"]) == ("approved", f"un/{desk.ids[0]}")
    text = (desk.root / f"content/comments/un/{answered['id']}.txt").read_text()
    assert text.startswith(f"Id: {answered['id']}\nAuthor: L’auteur\nDate: 20")
    assert text.endswith(f"\nReply-To: {desk.ids[0]}\nRole: author\n\nMerci.\n\nC’est corrigé.\n")
    assert desk("undo", answered["id"])[0] == 0 and published(desk) == [f"{desk.ids[0]}.txt"]


def test_an_answer_is_read_from_standard_input(desk, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Merci.\n"))
    code, out, err = desk("reply", f"un/{desk.ids[0]}")
    assert (code, err) == (0, "") and "L’auteur: Merci." in out


def test_an_answer_is_given_once(desk):
    desk("reply", desk.ids[0], "--text", "Merci.")
    code, out, err = desk("reply", desk.ids[0], "--text", "Merci.")
    assert (code, out) == (1, "")
    assert err == f"The same answer to un/{desk.ids[0]} is published already.\n"
    assert len(published(desk)) == 2


@pytest.mark.parametrize(
    ("which", "text", "complaint"),
    [
        (1, "a", "{} is pending; only what is published can be answered: approve it first\n"),
        (0, " ", "text: Write your comment.\n"),
        (None, "a", "“absent”: no submission and no comment has this id\n"),
    ],
)
def test_what_cannot_be_answered(desk, which, text, complaint):
    typed = "absent" if which is None else desk.ids[which]
    assert desk("reply", typed, "--text", text) == (1, "", complaint.format(typed))


def test_somebody_must_answer(line):
    code, _, err = line("reply", "x", "--text", "a")
    assert (code, err) == (1, 'Say first who answers, in moderation.toml: [desk] author = "your name"\n')


def test_own_answers_are_not_counted(desk):
    before = desk.json("stats")["months"]
    desk("reply", desk.ids[0], "--text", "Merci.")
    assert desk.json("stats")["months"] == before
    one = desk.desk.queue.find(desk.desk.queue.ids(State.APPROVED)[-1])[1]
    assert one.source == "desk" and ledger.case_of(State.APPROVED, one) is None
    assert submission().source == "web"
