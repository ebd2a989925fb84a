"""What no visitor sets going, and what waits until a visitor has the next page."""

from datetime import timedelta
from threading import Event

from plugins.moderation import background
from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core import after_decisions, submission_file
from plugins.moderation.core.desk import Desk, DeskPaths
from tests.moderation.running import PATIENCE
from tests.moderation.samples import NOW, submission


def texts(desk):
    return [one.excerpt for one in desk.index.find()]


def test_once_a_day_each_file_is_looked_at(tmp_path):
    """One that was written by hand where it stands changes no folder."""
    desk = Desk(DeskPaths(tmp_path))
    path = desk.queue.add(submission(text="Avant."))
    worker = BackgroundWorker(desk, lambda: NOW)
    worker.keep_up(daily=True)
    path.write_bytes(submission_file.dump(submission(text="Après.")))
    worker.keep_up(daily=False)
    assert texts(desk) == ["Avant."]
    worker.keep_up(daily=True)
    assert texts(desk) == ["Après."]


def test_an_index_that_cannot_be_made_keeps_nothing_else_from_being_done(tmp_path, monkeypatch, capsys):
    desk = Desk(DeskPaths(tmp_path))
    desk.queue.add(submission())

    def refuse(thorough):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(desk.index, "refresh", refuse)
    worker = BackgroundWorker(desk, lambda: NOW)
    assert worker.keep_up(daily=True) is False, "it is to be tried again"
    said = capsys.readouterr().err
    assert "[desk] index: [Errno 28] No space left on device\n    Lists may lack what is new." in said
    assert "It is tried again in an hour.\n" in said
    assert worker.keep_up(daily=False) is True
    assert desk.paths.ledger.exists()


def test_decisions_are_followed_by_a_sweep_once_an_hour(tmp_path, monkeypatch):
    swept, now = [], [NOW]
    monkeypatch.setattr(after_decisions.retention, "sweep", lambda _, moment: swept.append(moment))
    worker = BackgroundWorker(Desk(DeskPaths(tmp_path)), lambda: now[0])
    for minutes in (0, 59, 60):
        now[0] = NOW + timedelta(minutes=minutes)
        worker._decided = True
        worker.run()
    assert swept == [NOW, NOW + timedelta(hours=1)]
    worker.keep_up(daily=True)
    assert len(swept) == 3, "and once a day, whatever was decided"


def test_whoever_decided_gets_the_next_page_before_anything_follows(tmp_path, monkeypatch):
    happened, ended = [], Event()

    def follow(*_):
        happened.append("followed up")
        ended.set()
        return ()

    monkeypatch.setattr(background, "sleep", happened.append)
    monkeypatch.setattr(after_decisions, "carry_out", follow)
    BackgroundWorker(Desk(DeskPaths(tmp_path)), lambda: NOW).decided()
    assert ended.wait(PATIENCE)
    assert happened == [background._NEXT_PAGE, "followed up"]
