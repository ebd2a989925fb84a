"""Whole builds: the example once for the session, and small ones made for a test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.examples import CONTENT, ROOT, bring_settings

SITEURL = "https://blog.example"


class Site:
    """A folder with the project's code and a content of its own; build → check → change → build."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "output"
        for name in ("plugins", "theme"):
            (root / name).symlink_to(ROOT / name)
        bring_settings(root)
        self.compress(False)  # it takes half of a small build's time
        (root / "content" / "articles").mkdir(parents=True)

    def write(self, name: str, data: str | bytes) -> "Site":
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return self

    def article(self, slug: str = "un", header: str = "", text: str = "Texte.") -> "Site":
        head = "" if "Title:" in header else "Title: Un\n"
        head += "" if "Date:" in header else "Date: 2020-12-18 10:00\n"
        return self.write(f"articles/{slug}.md", f"{head}Slug: {slug}\n{header}\n{text}\n")

    def comment(
        self, identifier: str = "1", header: str = "", text: str = "Texte.", slug: str = "un"
    ) -> "Site":
        head = f"Id: {identifier}\n"
        head += "" if "Author:" in header else "Author: Zoé\n"
        head += "" if "Date:" in header else "Date: 2020-12-19T14:05:00+01:00\n"
        return self.write(f"comments/{slug}/{identifier}.txt", f"{head}{header}\n{text}\n")

    def set(self, **settings: object) -> "Site":
        with (self.root / "pelicanconf.py").open("a") as file:
            file.writelines(f"{name} = {value!r}\n" for name, value in settings.items())
        return self

    def compress(self, wanted: bool) -> "Site":
        with (self.root / "publishconf.py").open("a") as file:
            file.write(f"PRECOMPRESS = {wanted}\n")
        return self

    def run(self, conf: str = "publishconf.py", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pelican", "--log-handler", "plain", "-s", conf],
            cwd=self.root,
            env={"PATH": os.environ["PATH"], "SITEURL": SITEURL, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def build(self, **environment: str) -> "Site":
        done = self.run(**environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return self

    def files(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.output)): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def text(self, name: str) -> str:
        return (self.output / name).read_text(encoding="utf-8")

    def page(self, name: str) -> BeautifulSoup:
        return BeautifulSoup(self.text(name), "html5lib")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example, as it would be published."""
    site = Site(tmp_path_factory.mktemp("real"))
    (site.root / "content" / "articles").rmdir()
    (site.root / "content").rmdir()
    (site.root / "content").symlink_to(CONTENT)
    return site.build()
