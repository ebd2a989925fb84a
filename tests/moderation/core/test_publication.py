"""One publication after another, and what is told of them."""

import sys
from datetime import timedelta
from threading import Event, Thread

import pytest

from plugins.common import locks
from plugins.moderation.core import after_decisions, publication
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.publication import Publication
from plugins.moderation.core.states import Action
from plugins.moderation.web import confirm
from tests.moderation.samples import NOW, submission

FAILED = "La dernière publication a échoué (code 2)\u202f; le journal dit pourquoi."
LOOK = f"""
[desk]
publish = ["{sys.executable}", "-c", "open('published', 'a').write('x')"]
"""


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "moderation.toml").write_text(LOOK)
    desk = Desk(DeskPaths(tmp_path))
    for number in range(3):
        desk.queue.add(submission(number))
    return desk


def runs(desk):
    path = desk.paths.root / "published"
    return path.read_text() if path.exists() else ""


def close(desk):
    heard = []
    assert after_decisions.carry_out(desk, NOW, heard.append) == ()
    return heard


def test_what_is_owed_is_published_once(desk):
    desk.decide(submission(0).id, Action.APPROVE, NOW)
    began, ended = close(desk)
    assert began.startswith("Publishing: ") and ended.startswith("Published in ")
    assert close(desk) == [] and runs(desk) == "x"
    assert publication.last(desk).code == 0


def test_two_approvals_before_it_runs_are_one_publication(desk):
    desk.decide(submission(0).id, Action.APPROVE, NOW)
    desk.decide(submission(1).id, Action.APPROVE, NOW)
    close(desk)
    assert close(desk) == [] and runs(desk) == "x"


def test_an_approval_while_it_runs_is_another_one_after_it(desk, monkeypatch):
    desk.decide(submission(0).id, Action.APPROVE, NOW)

    def run(publish=desk.publish):
        if not runs(desk):
            desk.decide(submission(1).id, Action.APPROVE, NOW)
        return publish()

    monkeypatch.setattr(desk, "publish", run)
    close(desk)
    assert desk.queue.owed.exists()
    close(desk)
    assert not desk.queue.owed.exists() and runs(desk) == "xx"


def test_one_that_began_while_the_archive_changed_does_not_settle_it(desk, monkeypatch):
    change = desk.queue.archive.owing("a change")
    change.__enter__()

    def run(publish=desk.publish):
        change.__exit__(None, None, None)  # all of it is in the archive only now
        return publish()

    monkeypatch.setattr(desk, "publish", run)
    close(desk)
    assert desk.queue.owed.exists()


def test_of_two_at_a_time_one_waits_and_says_so(desk):
    desk.decide(submission(0).id, Action.APPROVE, NOW)
    waits, heard, wrong = Event(), [], []

    def say(line):
        heard.append(line)
        waits.set()

    with locks.alone(desk.paths.queue / ".publishing"):
        other = Thread(target=lambda: wrong.extend(after_decisions.carry_out(desk, NOW, say)))
        other.start()
        waits.wait()
        assert heard == ["Another publication runs …"]
        desk.queue.owed.unlink()  # it covered this one, too
    other.join()
    assert heard == ["Another publication runs …"] and runs(desk) == "" and not wrong


@pytest.mark.parametrize(
    ("last", "owed", "words"),
    [
        (None, False, ""),
        (None, True, "La publication va commencer."),
        (Publication(NOW), True, "La publication est en cours depuis 0,0\u00a0s."),
        (Publication(NOW, 3.21, 0), False, "La dernière publication a pris 3,2\u00a0s."),
        (Publication(NOW, 3.21, 0), True, "La publication va commencer."),
        (
            Publication(NOW, 3.2, 2),
            True,
            FAILED,
        ),
    ],
)
def test_words(last, owed, words):
    assert confirm.publication(last, owed, NOW, "fr") == words


def test_a_damaged_note_is_none(desk):
    (desk.paths.queue / ".publication").write_text("{")
    assert publication.last(desk) is None


def test_the_last_twenty_are_kept_with_what_they_printed(desk):
    desk.paths.rules.write_text(f"[desk]\npublish = ['{sys.executable}', '-c', 'print(1); print(2)']\n")
    desk = Desk(desk.paths)
    for number in range(22):
        with desk.queue.archive.owing(str(number)):
            pass
        assert after_decisions.carry_out(desk, NOW + timedelta(minutes=number), lambda _: None) == ()
    runs = publication.runs(desk)
    assert len(runs) == 20 and {(one.code, one.lines) for one in runs} == {(0, ("1", "2"))}
    assert (runs[0].began, runs[-1].began) == (NOW + timedelta(minutes=21), NOW + timedelta(minutes=2))


def test_one_that_was_cut_off_stays_among_them(desk, monkeypatch):
    class Killed(BaseException):
        pass

    def cut_off():
        raise Killed

    desk.decide(submission(0).id, Action.APPROVE, NOW)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(desk, "publish", cut_off)
        close(desk)
    assert publication.runs(desk) == (Publication(NOW),)
    close(desk)
    assert [one.code for one in publication.runs(desk)] == [0, None]


def test_the_note_of_an_earlier_version_is_the_last_one(desk):
    (desk.paths.queue / ".publication").write_text(
        f'{{"began": "{NOW.isoformat()}", "seconds": 2.5, "code": 1}}'
    )
    assert publication.runs(desk) == (Publication(NOW, 2.5, 1),)
