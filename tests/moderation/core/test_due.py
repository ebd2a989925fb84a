"""What is due by itself is published once, at its moment."""

import json
import shutil
from datetime import datetime, timedelta

import pytest

from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core.desk import Desk, DeskPaths
from tests.moderation.samples import NOW

DUE = NOW + timedelta(minutes=20)
HOUR = 3600.0
NOTE = ["sh", "-c", "printf . >> ran"]


class Site:
    """A desk whose publish command notes that it ran, and ends as it is told."""

    def __init__(self, root, built):
        self.root, self.now = root, NOW
        shutil.copytree(built.root / "output.hosts", root / "output.hosts")
        self.site_file = root / "output.hosts/intake.json"
        self.command(NOTE)
        self.due(DUE)
        self.start()

    def start(self):
        self.worker = BackgroundWorker(Desk(DeskPaths(self.root)), lambda: self.now)

    def command(self, words):
        (self.root / "moderation.toml").write_text(f"[desk]\npublish = {json.dumps(words)}\n")

    def due(self, moment):
        data = json.loads(self.site_file.read_text()) | {"due": moment and moment.isoformat()}
        self.site_file.unlink()
        self.site_file.write_text(json.dumps(data))

    def ran(self):
        path = self.root / "ran"
        return len(path.read_text()) if path.exists() else 0

    def at(self, moment: datetime):
        self.now = moment
        self.worker.keep_up(daily=False)
        return self.ran()


@pytest.fixture
def site(tmp_path, built):
    return Site(tmp_path, built)


def test_it_is_published_at_its_moment(site):
    assert site.at(NOW) == 0
    assert site.worker.pause(HOUR) == 20 * 60
    assert site.at(DUE) == 1
    site.due(DUE + timedelta(days=1))
    assert site.worker.pause(HOUR) == HOUR
    assert site.at(DUE + timedelta(hours=1)) == 1
    assert site.at(DUE + timedelta(days=1)) == 2


def test_once_though_the_build_is_made_elsewhere(site):
    assert [site.at(DUE + timedelta(hours=n)) for n in range(3)] == [1, 1, 1]
    assert site.worker.pause(HOUR) == HOUR


def test_a_command_that_fails_is_run_again_an_hour_later(site):
    site.command(["false"])
    site.start()
    assert site.at(DUE) == 0
    assert site.worker.pause(HOUR) == HOUR
    site.command(NOTE)
    site.start()
    assert site.at(DUE + timedelta(hours=1)) == 1


def test_a_process_that_keeps_running_tries_a_command_that_failed_again(site):
    site.command(["sh", "-c", "printf . >> ran; test -e mended"])
    site.start()
    assert site.at(DUE) == 1
    (site.root / "mended").touch()
    assert site.at(DUE + timedelta(hours=1)) == 2
    assert site.at(DUE + timedelta(hours=2)) == 2


def test_what_became_due_while_nobody_was_there_is_published_at_the_start(site):
    site.due(NOW - timedelta(days=3))
    assert site.at(NOW) == 1


def test_nothing_is_due(site):
    site.due(None)
    assert site.at(NOW + timedelta(days=400)) == 0
    assert site.worker.pause(HOUR) == HOUR


@pytest.mark.parametrize("gone", ["command", "build"])
def test_without_a_command_or_a_build_nothing_happens(site, gone):
    if gone == "command":
        (site.root / "moderation.toml").unlink()
    else:
        site.site_file.unlink()
    site.start()
    assert site.at(DUE) == 0
    assert not (site.root / "var/moderation/.owed").exists()


def test_one_that_is_due_soon_keeps_no_processor_busy(site):
    site.now = DUE - timedelta(microseconds=1)
    assert site.worker.pause(HOUR) == 1.0
