"""The two builds of the law: the one that goes on, and the one that begins with nothing, by plain Pelican."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.examples import ROOT, bring_settings

OUTPUTS = ("output", "output.hosts")
OTHER_THEME, FOREIGN = "autre", "marks.py"
LOCAL = tuple(f"{theme}.local" for theme in ("theme", OTHER_THEME))
SOURCES = ("content", "site.toml", "theme", OTHER_THEME, *LOCAL, "plugins", FOREIGN)
CONFS = ("pelicanconf.py", "publishconf.py")
_FRONT = ("-m", "plugins.fastbuild")
_PELICAN = ("-m", "pelican", "--log-handler", "plain")
INTERRUPT = Path(__file__).parent / "interrupt"
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Done:
    """How a build ended, and what it said was wrong."""

    ok: bool
    wrong: str


@dataclass(slots=True)
class Yard:
    """Two folders: `going`, whose builds go on from one another, and `fresh`, made anew for each build.

    `conf`, `address` and `now` are what the next builds are told.
    """

    root: Path
    conf: str = "publishconf.py"
    address: str = "https://blog.example"
    now: str = ""

    @property
    def going(self) -> Path:
        return self.root / "going"

    @property
    def fresh(self) -> Path:
        return self.root / "fresh"

    def make(self, *settings: str) -> None:
        self.going.mkdir()
        for name in ("plugins", "theme"):
            shutil.copytree(ROOT / name, self.going / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "theme", self.going / OTHER_THEME)
        shutil.copy(Path(__file__).with_name(FOREIGN), self.going)
        bring_settings(self.going)
        self.append("pelicanconf.py", *settings)
        self.append("publishconf.py", "PRECOMPRESS = False")  # it takes half of a small build's time

    def append(self, name: str, *lines: str) -> None:
        with (self.going / name).open("a") as file:
            file.writelines(f"{line}\n" for line in lines)

    def both(self) -> tuple[Done, Done]:
        """Build in both folders, at the same time: how the one that goes on ended, and the fresh one."""
        self._prepare_fresh()
        going, fresh = self._start(self.going, _FRONT), self._start(self.fresh, _PELICAN)
        return _done(going, self.going), _done(fresh, self.fresh)

    def interrupted(self, at: int) -> None:
        """Build, and die before the change to a file that has this number."""
        killed = self._start(self.going, _FRONT, PYTHONPATH=str(INTERRUPT), LAW_KILL_AT=str(at))
        killed.communicate()

    def at_once(self) -> None:
        """Build twice at the same time, as two terminals might; how they end is their affair."""
        for build in [self._start(self.going, _FRONT), self._start(self.going, _FRONT)]:
            build.communicate()

    def carry(self) -> None:
        """All files are copies, of now: what was kept by a machine comes to the next one."""
        copy = self.root / "copy"
        shutil.copytree(self.going, copy, copy_function=shutil.copyfile)
        shutil.rmtree(self.going)
        copy.rename(self.going)

    def _prepare_fresh(self) -> None:
        shutil.rmtree(self.fresh, ignore_errors=True)
        self.fresh.mkdir()
        for name in SOURCES:
            (self.fresh / name).symlink_to(self.going / name)
        for name in CONFS:
            text = (self.going / name).read_text()
            (self.fresh / name).write_text(f"{text}\nFASTBUILD = False\n")

    def _start(self, folder: Path, module: tuple[str, ...], **more: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *module, "-s", self.conf, "-e", f"NOW={json.dumps(self.now)}"],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "SITEURL": self.address, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def made(self) -> list[Path]:
        """What builds keep for the next one: all that is neither a source nor the site. Sorted."""
        known = {*OUTPUTS, *SOURCES, *CONFS}
        top = (path for path in self.going.iterdir() if path.name not in known)
        every = (file for path in top for file in (path.rglob("*") if path.is_dir() else [path]))
        return sorted(file for file in every if file.is_file() and "__pycache__" not in file.parts)

    def kept(self) -> dict[Path, int]:
        """When each of those was written."""
        return {path: path.stat().st_mtime_ns for path in self.made()}


def files(folder: Path) -> Files:
    """All files of a built site, and what it keeps for its servers."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in OUTPUTS
        for path in sorted((folder / name).rglob("*"))
        if path.is_file()
    }


def times(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file of a built site was written, and which one it is."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for name in OUTPUTS
        for path in (folder / name).rglob("*")
        if path.is_file()
    }


def _done(process: "subprocess.Popen[str]", folder: Path) -> Done:
    """What Pelican says has the folder in it: two that say the same of two folders say the same."""
    out, err = process.communicate()
    _, _, wrong = (out + err).partition("The site was not built: ")
    if process.returncode and not wrong:
        raise AssertionError(f"the build broke:\n{out}{err}")
    return Done(process.returncode == 0, wrong.replace(f"{folder}/", ""))
