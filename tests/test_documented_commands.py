"""Each command that README and docs show in a block is typed here as it stands there: by a shell, with the
real Makefile, up to the real parser of what it calls. What a newcomer types first is carried out."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.examples import EXAMPLES, ROOT, bring_settings

DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXPORT = ROOT / "tests/importers/samples/wordpress.xml"
_PARSED = f"""\
#!{sys.executable}
import argparse, runpy, sys

class Enough(Exception):
    pass

real = argparse.ArgumentParser.parse_args

def parse(parser, arguments=None, namespace=None):
    real(parser, arguments, namespace)
    raise Enough

argparse.ArgumentParser.parse_args = parse
flag, name, *arguments = sys.argv[1:]
if flag == "-m" and name.partition(".")[0] == "plugins":
    sys.argv, sys.path[0] = [name, *arguments], {str(ROOT)!r}
    try:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    except Enough:
        pass
"""
_ENDLESS = ("make serve", "make begin", "make intake", "make moderate")  # until somebody ends or answers them
_NOTHING = "#!/bin/sh\n"


def commands(path: Path):
    """The lines of blocks without a language that call make or our Python."""
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = not inside and line == "```"
        elif inside and re.match(r"(make|\.venv/bin/python) ", line):
            yield line


ALL = sorted({line for path in DOCS for line in commands(path)})


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder in which Python only reads what it is told, and all other programs do nothing."""
    folder = tmp_path_factory.mktemp("typed")
    for name in (".venv/bin", "path", "bench/peers/node_modules"):
        (folder / name).mkdir(parents=True)
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt", "requirements-bench.txt"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "bench/peers", folder / "bench/peers", dirs_exist_ok=True)
    (folder / ".venv/bin/python").write_text(_PARSED)
    for name in (".venv/bin/ruff", ".venv/bin/mypy", ".venv/bin/uv", "path/npm"):
        (folder / name).write_text(_NOTHING)
    for path in (*(folder / ".venv/bin").iterdir(), folder / "path/npm"):
        path.chmod(0o755)
    for name in ("python", "site", "dev", "bench"):
        (folder / ".venv" / name).touch()
    return folder


def typed(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    places = f"{folder / 'path'}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", f"exec {line}"],
        cwd=folder,
        env={"PATH": places, "HOME": str(folder), "LANG": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.mark.parametrize("line", [line for line in ALL if " -C " not in line])
def test_what_is_documented_is_understood(desk, line):
    done = typed(line, desk)
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def test_what_is_not_understood_is_seen(desk):
    assert typed("make import FROM=wordpres FILE=a.xml", desk).returncode
    assert typed("make begn", desk).returncode
    assert typed("make begin TITEL=x NAME=y DRY=1", desk).returncode == 0  # make hands on what it knows


def test_make_is_told_no_word_that_it_does_not_know():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in ALL:
        for name in re.findall(r" ([A-Z]+)=", line):
            assert re.search(
                rf"\$\({name}\)|\$\${name}\b|^BEGIN .*\b{name}\b|environ.*{name}", makefile, re.M
            ) or (
                name == "SITEURL"  # publishconf.py reads it
            ), line


@pytest.fixture
def clone(tmp_path):
    """The project as somebody gets it, with the environment that runs these tests."""
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (tmp_path / ".venv/bin/python").chmod(0o755)
    for name in ("plugins", "theme", "examples", "Makefile", "requirements.txt"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("python", "site"):
        (tmp_path / ".venv" / name).touch()
    bring_settings(tmp_path)
    shutil.copy(EXAMPLES / "moderation.toml", tmp_path)
    shutil.copytree(EXAMPLES / "content", tmp_path / "content")
    return tmp_path


def test_from_a_clone_to_a_blog_with_its_past(clone):
    """The commands of docs/beginning.md, one after the other, all of them carried out."""
    shutil.copy(EXPORT, clone / "export.xml")
    media = clone / "content/wp-content/uploads/2010/07"
    media.mkdir(parents=True)
    (media / "plan.pdf").write_bytes(b"%PDF-1.4")
    for name in ("usine-300x200.jpg", "usine-1024x683.jpg"):
        Image.new("RGB", (30, 20)).save(media / name)
    for line in commands(ROOT / "docs/beginning.md"):
        if line not in _ENDLESS:
            done = typed(line, clone)
            assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    assert "Zoé’s notebook" in (clone / "output/index.html").read_text(encoding="utf-8")
    assert list(clone.glob("output/post/2010/07/14/*/index.html"))
    assert list(clone.glob("content/articles/*/a-first-article.md"))
    assert len(list(clone.glob("content/articles/2010/*.md"))) == 1, "imported twice, and there once"
    known = json.loads((clone / "output.hosts/intake.json").read_text(encoding="utf-8"))
    assert "lete-a-lusine" in str(known)
