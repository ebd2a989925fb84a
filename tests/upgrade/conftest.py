"""A site of version 0.1.0, cloned from the archive of that day; and the version of this one."""

import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.examples import EXAMPLES, ROOT

ARCHIVE = Path(__file__).with_name("site-0.1.0.tar.xz")
NOW = ("deploy", "examples", "plugins", "theme")
ALONE = ("Makefile", "CHANGELOG.md", "pelicanconf.py", "publishconf.py")
EXAMPLE = ("content", "moderation.toml", "site.toml")
NAMES = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Zoé"), ("EMAIL", "zoe@blog.example"))
}
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **NAMES}


@dataclass
class Clone:
    """A folder with its repository."""

    root: Path

    def git(self, *words):
        done = subprocess.run(
            ["git", *words], cwd=self.root, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return self

    def replace(self, name, old, new):
        text = (self.root / name).read_text()
        assert old in text
        return self.write(name, text.replace(old, new))

    def commit(self, words="Mine"):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", words)
        return self

    def python(self, *words, code=None):
        """What a module of a folder's code says, run in this site."""
        return subprocess.run(
            [sys.executable, "-m", *words],
            cwd=code or self.root,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )

    def files(self, *places):
        """All of it but what git keeps, or of these places."""
        roots = [self.root / place for place in places] if places else [self.root]
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for root in roots
            for path in ([root] if root.is_file() else sorted(root.rglob("*")))
            if path.is_file() and not {".git", "__pycache__", ".cache"} & set(path.parts)
        }


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """The project's own repository: version 0.1.0, then today's."""
    folder = tmp_path_factory.mktemp("project")
    with tarfile.open(ARCHIVE) as tar:
        tar.extractall(folder, filter="data")
    first = Clone(folder / "site")
    first.git("init", "--quiet", "--initial-branch=main")
    first.commit("0.1.0").git("tag", "v0.1.0")
    for path in first.root.iterdir():
        if path.name in (*NOW, *ALONE, *EXAMPLE):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in (*NOW, *ALONE, "pyproject.toml"):
        copy(ROOT / name, first.root / name)
    for name in EXAMPLE:
        copy(EXAMPLES / name, first.root / name)
    return first.commit("today")


def copy(source, target):
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    elif source.is_file():
        shutil.copy(source, target)


@pytest.fixture
def site(project, tmp_path):
    """Cloned at 0.1.0."""
    clone = Clone(tmp_path / "mine")
    subprocess.run(
        ["git", "clone", "--quiet", "--branch=v0.1.0", project.root, clone.root],
        env=ENVIRONMENT, capture_output=True, check=True,
    )  # fmt: skip
    clone.git("switch", "--quiet", "--create", "main")
    return clone
