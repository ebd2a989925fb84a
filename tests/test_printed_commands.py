"""Every command that is printed or documented can be typed as it is, in the project's folder."""

import ast
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from plugins.moderation.cli import arguments

ROOT = Path(__file__).parents[1]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SOURCES = sorted((ROOT / "plugins").rglob("*.py"))
DESK = ".venv/bin/python -m plugins.moderation "
VERBS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def texts(path):
    """What a module may print; docstrings apart, which name modules for whoever reads the code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def everything():
    for path in DOCS:
        yield path.name, path.read_text(encoding="utf-8")
    for path in SOURCES:
        yield path.name, "\n".join(texts(path))


@pytest.mark.parametrize(("name", "text"), list(everything()), ids=lambda value: str(value)[:30])
def test_python_is_the_one_that_make_has_made(name, text):
    for found in re.finditer(r"([\w./]*)python3? -m (plugins[\w.]*)", text):
        assert found[1] == ".venv/bin/", f"{name}: {found[0]}"
        assert find_spec(f"{found[2]}.__main__") or find_spec(found[2]), f"{name}: {found[0]}"


@pytest.mark.parametrize(("name", "text"), list(everything()), ids=lambda value: str(value)[:30])
def test_make_knows_its_verbs(name, text):
    for found in re.finditer(r"(?:`|: )make ([a-z-]+)\b", text, re.MULTILINE):
        assert found[1] in VERBS | {"it"}, f"{name}: {found[0]}"


def documented():
    for path in DOCS:
        for line in path.read_text(encoding="utf-8").splitlines():
            for found in re.findall(r"(?:^|`)\.venv/bin/python -m plugins\.moderation ([^`#]+)", line):
                yield found.strip()


@pytest.mark.parametrize("words", sorted(set(documented())))
def test_the_desk_takes_what_is_documented(words):
    if "--help" not in words:
        arguments.parser().parse_args(shlex.split(words.replace("ID", "x")))


def test_a_hint_is_typed_as_it_is_printed(tmp_path):
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    (tmp_path / ".venv/bin/python").chmod(0o755)
    (tmp_path / "plugins").symlink_to(ROOT / "plugins")

    def run(command):
        words = ["sh", "-c", f"{command} < /dev/null"]
        return subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    said = run(f"{DESK}moderate").stderr
    (hint,) = re.findall(r": (\.venv/bin/python .*) list, show", said)
    assert run(f"{hint} list").returncode == 0
    hint = run(f"{DESK}approve absent").stderr.partition("see ")[2].strip()
    assert hint.startswith(DESK) and run(hint).returncode == 0
