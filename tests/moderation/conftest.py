"""A small site with its intake: the real templates, a queue of its own, a clock that stands still."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from plugins.moderation import background
from plugins.moderation.cli import commands
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.states import State
from plugins.moderation.web.app import create
from plugins.moderation.web.intake import FollowUps
from tests.moderation.samples import NOW, submission
from tests.site.conftest import Site

ARTICLE = "post/2020/12/18/un/"


@pytest.fixture(scope="session", autouse=True)
def no_second_try():
    """A thread that could not send what a test left tries again in a minute, and says so in the middle of
    another test."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(background, "_FIRST_PAUSE", background._LONGEST_PAUSE)
        yield


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self):
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


class Visitor:
    """A browser without script: posts forms, reads what comes back."""

    def __init__(self, site: Site, clock: Clock, **rules: str) -> None:
        self.site, self.clock, self.paths = site, clock, DeskPaths(site.root)
        self.told: list = []
        self.app = create(Desk(self.paths), clock, FollowUps(self.told.append))
        self.client = self.app.test_client()

    def post(self, action: str = "send", headers: dict | None = None, **fields: str):
        form = {
            "article": "un",
            "author": "Zoé",
            "text": "Bonjour.",
            "f_mail": "",
            "action": action,
            **fields,
        }
        return self.client.post("/commenter", data=form, headers=headers)

    def reasons(self, state: str = "pending") -> list[list[str]]:
        """Why each looks doubtful, in words."""
        submissions, _ = Desk(self.paths).queue.survey(State(state))
        return [list(map(str, one.reasons)) for one in submissions]

    def queued(self, state: str) -> list[str]:
        folder = self.paths.queue / state
        return [p.read_text() for p in sorted(folder.glob("*.txt"))] if folder.is_dir() else []


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Built once; each test gets its own queue."""
    site = Site(tmp_path_factory.mktemp("intake"))
    site.article("un", "Title: L’« été » & <b>\n").comment("1", "Author: Ana\n").comment("2", "Author: Léo\n")
    site.article("ferme", "Title: Fermé\nComments: closed\n")
    site.article("fermera", "Title: Fermera\nComments: 2026-11-30\n").comment(
        "1", "Author: Ana\n", slug="fermera"
    )
    site.article("retire").comment("1", "Withdrawn: 2020-12-20\n", "", slug="retire")
    return site.build()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visitor(built: Site, clock: Clock, tmp_path: Path) -> Visitor:
    for name in ("plugins", "theme", "output", "output.hosts"):
        (tmp_path / name).symlink_to(built.root / name)
    (tmp_path / "content").symlink_to(built.root / "content")
    site = object.__new__(Site)
    site.root, site.output = tmp_path, tmp_path / "output"
    return Visitor(site, clock)


def moderation(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line, as a moderator uses it."""
    return subprocess.run(
        [sys.executable, "-m", "plugins.moderation", *arguments],
        cwd=root,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


class Line:
    """A folder with three submissions, and the commands run in it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self._capsys = root, capsys
        self.desk = Desk(DeskPaths(root))
        for number in range(3):
            self.desk.queue.add(submission(number, email=f"z{number}@exemple.fr"))
        self.ids = self.desk.queue.ids(State.PENDING)

    def __call__(self, *words):
        """The exit code, what was printed, what was complained of."""
        try:
            code = commands.main(list(words))
        except SystemExit as end:
            code = end.code
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err

    def json(self, *words):
        code, out, err = self(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    def rules(self, text):
        (self.root / "moderation.toml").write_text(text)


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Line:
    monkeypatch.chdir(tmp_path)
    return Line(tmp_path, capsys)
