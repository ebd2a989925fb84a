"""The queue on a real disk: permissions, decisions, undoing, and a crash after each single step."""

import stat
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.comments import format as comment_format
from plugins.moderation.core import submission_file
from plugins.moderation.core.queue import EditedByHand, NoSuchSubmission, Queue
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.states import Action, NotAllowed, State
from plugins.moderation.core.submission import parse
from tests.moderation.power import PowerCut, cut_after
from tests.moderation.samples import NOW, submission

RULES = ("links", "word", "quick", "old filter")
VALUES = st.none() | st.integers() | st.floats(0, 9e9) | st.text('a · (é"', max_size=9)


@pytest.fixture
def queue(tmp_path):
    return Queue(tmp_path / "var/moderation", tmp_path / "content/comments")


@pytest.fixture
def one(queue):
    sent = submission()
    queue.add(sent)
    return sent


def public(tmp_path):
    return sorted(p for p in (tmp_path / "content").rglob("*") if p.is_file())


def test_only_the_owner_may_read_it(queue, tmp_path):
    path = queue.add(submission())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_approved_is_public_without_the_e_mail(queue, one, tmp_path):
    assert queue.decide(one.id, Action.APPROVE, NOW) is State.APPROVED
    (path,) = public(tmp_path)
    assert path == tmp_path / f"content/comments/un/{one.id}.txt"
    assert path.read_text() == (
        f"Id: {one.id}\nAuthor: Zoé\nDate: 2026-11-24T14:05:07+01:00\n\nBonjour.\n\nÀ bientôt\n"
    )
    comment_format.parse(path.read_bytes(), "x")
    assert queue.ids(State.PENDING) == [] and queue.ids(State.APPROVED) == [one.id]


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT, Action.SPAM])
def test_undo(queue, one, tmp_path, action):
    queue.decide(one.id, action, NOW)
    assert queue.decide(one.id, Action.UNDO, NOW) is State.PENDING
    assert not public(tmp_path)
    state, back = queue.find(one.id)
    assert (state, back.words, back.decided, back.revision) == (State.PENDING, one.words, None, 2)


def test_undo_never_destroys_a_change_made_by_hand(queue, one, tmp_path):
    queue.decide(one.id, Action.APPROVE, NOW)
    (path,) = public(tmp_path)
    path.write_text(path.read_text().replace("Bonjour", "Bonsoir"))
    with pytest.raises(EditedByHand, match=r"was changed since it was published; move it away first$"):
        queue.decide(one.id, Action.UNDO, NOW)
    assert "Bonsoir" in path.read_text()


def test_what_is_published_is_never_replaced_by_another_text_of_its_id(queue, one, tmp_path):
    """Not by approving it, and not by mending, which would be publishing without anybody's decision."""
    queue.decide(one.id, Action.APPROVE, NOW)
    queue.erase(State.APPROVED, one.id)
    other = replace(one, words=replace(one.words, text="Autre chose."))
    queue.add(other)
    assert queue.mend() == []
    with pytest.raises(EditedByHand, match=r"was changed since it was published"):
        queue.decide(one.id, Action.APPROVE, NOW)
    assert "Autre chose" not in public(tmp_path)[0].read_text()
    assert queue.find(one.id) == (State.PENDING, other)


def test_a_crash_while_an_answer_was_given_its_place_is_finished_with_it(queue, one, tmp_path, monkeypatch):
    with monkeypatch.context() as power:
        cut_after(power, 2)  # it is owed to readers, and published
        with suppress(PowerCut):
            queue.decide(one.id, Action.APPROVE, NOW, reply_to="7")
    assert queue.mend() == [one.id]
    state, found = queue.find(one.id)
    assert (state, found.words.reply_to) == (State.APPROVED, "7")
    assert "Reply-To: 7\n" in public(tmp_path)[0].read_text()


def test_a_second_decision_is_refused(queue, one):
    queue.decide(one.id, Action.APPROVE, NOW)
    with pytest.raises(NotAllowed):
        queue.decide(one.id, Action.REJECT, NOW)


@pytest.mark.parametrize("identifier", ["../x", "a/b", "", ".", "x\0", "absent", "é", "a" * 65])
def test_an_id_is_never_a_path(queue, identifier):
    with pytest.raises(NoSuchSubmission):
        queue.decide(identifier, Action.APPROVE, NOW)


@pytest.mark.parametrize("slug", ["../../etc", "a/b", "", ".", "..", "x\0y"])
def test_nor_is_a_slug(queue, slug):
    with pytest.raises(ValueError, match="cannot be an article"):
        queue.archive.path(submission(article=slug))


def test_a_damaged_file_hides_no_other(queue, one, tmp_path):
    path = queue.add(submission(1))
    path.write_text("Id: x\n")
    good, problems = queue.survey(State.PENDING)
    assert [o.id for o in good] == [one.id]
    assert {problem.where for problem in problems} == {str(path)}


def test_queues_merge_by_copying(tmp_path):
    queues = [Queue(tmp_path / str(n), tmp_path / "c") for n in range(2)]
    for number, queue in enumerate(queues):
        queue.add(submission(number))
    target = tmp_path / "0/pending"
    for path in (tmp_path / "1/pending").iterdir():
        path.rename(target / path.name)
    assert queues[0].ids(State.PENDING) == [submission(0).id, submission(1).id]


DECISIONS = [
    [Action.APPROVE],
    [Action.REJECT],
    [Action.SPAM],
    [Action.APPROVE, Action.UNDO],
    [Action.REJECT, Action.UNDO],
    [Action.SPAM, Action.APPROVE],
]


@pytest.mark.parametrize("steps", range(5))
@pytest.mark.parametrize("decisions", DECISIONS, ids=lambda actions: "-".join(actions))
def test_a_crash_at_any_step_loses_nothing_and_doubles_nothing(
    queue, one, tmp_path, monkeypatch, decisions, steps
):
    *before, last = decisions
    for action in before:
        queue.decide(one.id, action, NOW)
    queue.owed.unlink(missing_ok=True)
    shown = public(tmp_path)
    with monkeypatch.context() as power:
        cut_after(power, steps)
        with suppress(PowerCut):
            queue.decide(one.id, last, NOW)
    queue.mend()
    copies = [state for state in State if one.id in queue.ids(state)]
    assert len(copies) == 1
    state, found = queue.find(one.id)
    assert found.words == one.words
    assert len(public(tmp_path)) == (state is State.APPROVED)
    assert public(tmp_path) == shown or queue.owed.exists(), "what changed is owed to readers"
    assert queue.mend() == [], "a second run has nothing to do"


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    author=st.text(min_size=1).map(lambda t: " ".join(t.split())).filter(bool),
    text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1),
    reasons=st.lists(st.builds(Reason, st.sampled_from(RULES), VALUES, st.none() | st.integers())),
)
def test_what_is_written_is_read(author, text, reasons):
    parsed = parse({"article": "un", "author": author, "text": text})
    if parsed.words is None:
        return
    given_ = replace(submission(), words=parsed.words, reasons=tuple(reasons))
    assert submission_file.parse(submission_file.dump(given_), "x") == given_
