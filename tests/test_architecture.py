"""Layers, where HTML is made, sizes. Exceptions are named here, file by file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = {
    "common": 0,
    "comments": 1,
    "addresses": 2,
    "pictures": 1,
    "recordings": 1,
    "policy": 1,
    "staging": 1,
    "typography": 1,
    "markdown": 2,
    "articles": 3,
    "attachments": 4,
    "views": 4,
    "feeds": 5,
    "moderation": 5,
    "discovery": 5,
    "backup": 6,
    "deploy": 6,
    "upgrade": 6,
    "install": 6,
    "importers": 6,
    "translation": 5,
    "fastbuild": 6,
    "preview": 6,
    "proof": 6,
    "exporters": 7,
    "begin": 7,
}
MODULES = sorted((ROOT / "plugins").rglob("*.py"))
names = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))


def imports(path: Path) -> Iterator[str]:
    """Dotted names, with what is imported from a package counted as a module of it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "one import name everywhere: no relative imports"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def folder(path: Path) -> str:
    return path.relative_to(ROOT / "plugins").parts[0]


def test_every_folder_has_its_floor():
    assert {folder(path) for path in MODULES} - {"__init__.py"} <= LAYERS.keys()


@names
def test_imports_go_down(path):
    for name in imports(path):
        if name.startswith("plugins."):
            other = name.split(".")[1]
            assert other == folder(path) or LAYERS[other] < LAYERS[folder(path)], name


ROOMS = {"core": set(), "web": {"core"}, "mail": {"core"}, "cli": {"core"}}
"""The rooms of `moderation`, and which others each of them knows. Only what starts them, at the
folder's root, knows all."""


@names
def test_rooms_of_moderation_know_the_core_and_not_each_other(path):
    if folder(path) != "moderation" or room(path) not in ROOMS:
        return
    for name in imports(path):
        if name.startswith("plugins.moderation."):
            assert name.split(".")[2] in {room(path), *ROOMS[room(path)]}, name


def room(path: Path) -> str:
    """The folder of `moderation` that a module is in, however deep; its own name where it is in none."""
    return path.relative_to(ROOT / "plugins" / "moderation").parts[0]


def test_every_folder_of_moderation_is_a_room():
    rooms = {room(path) for path in MODULES if folder(path) == "moderation"}
    assert {name for name in rooms if not name.endswith(".py")} == ROOMS.keys()


@names
def test_nobody_imports_hooks_or_a_command_line(path):
    for name in imports(path):
        assert not (name.startswith("plugins.") and {"hooks", "__main__"} & set(name.split("."))), name


FRAMEWORKS = {
    "plugins/begin/pages.py": {"jinja2"},  # texts that a site begins with
    "plugins/fastbuild/__main__.py": {"pelican"},  # what it hands over to
    "plugins/fastbuild/templates.py": {"jinja2"},  # renders where there is no Pelican
    "plugins/views/template_files.py": {"jinja2"},  # finds templates, for the two below and above
    "plugins/moderation/web/": {"flask", "jinja2"},  # answers visitors
    "plugins/moderation/application.py": {"flask"},  # what it makes
}
"""Who knows one outside of `hooks`: a file, or all of a folder."""


@names
def test_frameworks_stay_at_the_edges(path):
    here = path.relative_to(ROOT).as_posix()
    known = set().union(*(known for place, known in FRAMEWORKS.items() if here.startswith(place)))
    if path.name == "hooks.py":
        known = {"pelican", "jinja2", "blinker"}
    for name in imports(path):
        assert name.split(".")[0] not in {"pelican", "jinja2", "blinker", "flask"} - known, name


@names
def test_private_names_of_libraries_are_used_in_proven_versions(path):
    text = path.read_text(encoding="utf-8")
    theirs = (name for name in imports(path) if not name.startswith("plugins."))
    private = [name for name in theirs if re.search(r"\._(?!_)", name)]
    assert not private or "versions.proven(" in text


HTML_MODULES = {"plugins/common/html.py", "plugins/comments/markup.py", "plugins/comments/imported.py"}


@names
def test_html_is_made_in_three_modules(path):
    if path.relative_to(ROOT).as_posix() in HTML_MODULES:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            assert getattr(node.func, "id", getattr(node.func, "attr", "")) != "Markup"


@names
def test_only_files_and_generators_write(path):
    """`common.files` writes into the sources and the queue; generators write into the staged output."""
    if path.name in {"files.py", "hooks.py"}:
        return
    assert not re.search(r"\.write_(text|bytes)\(|\.open\(\s*\"[wax]", path.read_text(encoding="utf-8"))


@names
def test_sizes(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 40, node.name


def test_incremental_builds_stay_as_small_as_their_idea():
    files = [path for path in MODULES if path.parent.name == "fastbuild"]
    assert len(files) <= 16
    assert sum(path.read_text(encoding="utf-8").count("\n") for path in files) <= 2400


def test_most_functions_are_short():
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) * 9 // 10] <= 20


@names
def test_every_module_says_what_lives_in_it(path):
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


def test_modules_are_named_after_things():
    vague = {"utils", "util", "helpers", "helper", "manager", "core", "misc", "base", "lib"}
    assert not [path for path in MODULES if path.stem in vague]


def test_settings_name_every_hook():
    text = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    hooks = {".".join(p.relative_to(ROOT).with_suffix("").parts) for p in MODULES if p.name == "hooks.py"}
    assert hooks == set(re.findall(r'"(plugins\.\w+\.hooks)"', text))
