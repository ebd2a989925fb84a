"""What is built of a restored backup is what was built before the machine was lost, byte for byte."""

import os
import shutil
import subprocess
import sys

from tests.site.conftest import ROOT, Site


def run(site, module, *words):
    return subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=site.root,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )


def new(folder):
    folder.mkdir()
    site = Site(folder)
    (folder / "pyproject.toml").symlink_to(ROOT / "pyproject.toml")
    return site


def test_the_same_site(tmp_path):
    first = new(tmp_path / "first").article("un", text="[Notes](notes.txt)")
    first.write("articles/notes.txt", "Notes").comment("1").set(SITENAME="Le mien")
    before = first.build().files()
    run(first, "plugins.backup", str(tmp_path))
    shutil.rmtree(first.root)
    (made,) = tmp_path.glob("blog-*.tar.gz")

    second = new(tmp_path / "second").article("autre")
    run(second, "plugins.backup.restore", str(made))
    assert second.build().files() == before
