"""Several decisions at once: each on its own, with the words for each that was not possible."""

from argparse import Namespace

import pytest

from plugins.moderation.cli import decide
from plugins.moderation.core import decisions
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.queue import EditedByHand, NoSuchSubmission
from plugins.moderation.core.states import Action, NotAllowed, State
from tests.moderation.samples import NOW, submission


@pytest.fixture
def desk(tmp_path):
    desk = Desk(DeskPaths(tmp_path))
    for number in range(3):
        desk.queue.add(submission(number))
    return desk


def run(desk, command, *ids, reply_to=None):
    return decide.run(desk, Namespace(command=command, ids=list(ids), reply_to=reply_to), NOW)


def ids(desk, state):
    return desk.queue.ids(state)


def test_several_at_once_and_one_that_fails_stops_no_other(desk):
    first, _, third = ids(desk, State.PENDING)
    report = run(desk, "approve", first, "absent", third)
    assert report.data == [{"id": first, "state": "approved"}, {"id": third, "state": "approved"}]
    hint = "see .venv/bin/python -m plugins.moderation list --state all"
    assert report.wrong == (f"“absent”: no submission has this id; {hint}",)
    assert report.lines[-1] == f"To take it back: .venv/bin/python -m plugins.moderation undo {first} {third}"
    assert (report.decided, report.changed) == (True, True)
    assert ids(desk, State.APPROVED) == [first, third]


def test_what_touches_no_published_comment_changes_nothing_public(desk):
    first = ids(desk, State.PENDING)[0]
    for command, changed in (("reject", False), ("undo", False), ("approve", True), ("undo", True)):
        report = run(desk, command, first)
        assert (report.decided, report.changed) == (True, changed)
    assert not any(line.startswith("To take it back") for line in report.lines)


def test_a_decision_that_is_not_possible(desk):
    first = ids(desk, State.PENDING)[0]
    run(desk, "approve", first)
    report = run(desk, "spam", first)
    assert report.wrong == (f"{first}: cannot spam what is approved; possible: undo",)
    assert (report.decided, report.changed, report.lines) == (False, False, ())


def test_a_damaged_file_is_named_and_stays(desk, tmp_path):
    first = ids(desk, State.PENDING)[0]
    path = tmp_path / f"var/moderation/pending/{first}.txt"
    path.write_text("Id\n")
    assert run(desk, "approve", first).wrong[0].startswith(f"{path}:1: header “Article” is missing")
    assert path.read_text() == "Id\n"


def test_an_answer_is_given_its_place_when_it_is_published(desk, tmp_path):
    first, second, _ = ids(desk, State.PENDING)
    run(desk, "approve", first)
    run(desk, "approve", second, reply_to="1")
    assert f"\nReply-To: {first}\n" in (tmp_path / f"content/comments/un/{second}.txt").read_text()
    third = ids(desk, State.PENDING)[0]
    report = run(desk, "approve", third, reply_to="9")
    assert report.wrong == ("--reply-to 9: “un” has no such comment; it has 1 to 2",)
    assert ids(desk, State.PENDING) == [third]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NoSuchSubmission("x"), "x: gone meanwhile; somebody else erased it"),
        (EditedByHand("changed"), "x: changed"),
        (OSError(28, "No space left on device"), "x: [Errno 28] No space left on device"),
        (NotAllowed(State.SPAM, Action.REJECT), "x: cannot reject what is spam; possible: undo, approve"),
    ],
)
def test_refusals_in_words(error, words):
    assert decisions.refusal("x", error) == words
