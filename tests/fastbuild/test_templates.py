"""Compiled templates that are kept."""

import pytest
from jinja2 import Environment, FileSystemLoader

from plugins.fastbuild.templates import Compiled, Templates
from plugins.views.sheets import Leaf

LEAF = Leaf("a.html", "a.html", {"name": "L’été"})
PLAIN = {"autoescape": True, "trim_blocks": False}


@pytest.fixture
def theme(tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "a.html").write_text("{% if name %}\n{{ name }}{% endif %}", encoding="utf-8")
    (folder / "b.html").write_text("{{ name|strftime }}", encoding="utf-8")
    return folder


def test_what_is_compiled_is_not_compiled_again(theme, tmp_path, monkeypatch):
    Templates(str(theme), PLAIN, tmp_path / "kept").compile()
    monkeypatch.setattr(Environment, "_compile", None)
    loader = FileSystemLoader(theme)
    pelicans = Environment(loader=loader, bytecode_cache=Compiled(tmp_path / "kept", PLAIN), **PLAIN)
    assert pelicans.get_template("a.html").render(name="L’été") == "\nL’été"
    assert Templates(str(theme), PLAIN, tmp_path / "kept").render(LEAF) == "\nL’été".encode()


def test_other_options_are_other_code(theme, tmp_path):
    for trim, text in ((False, "\nL’été"), (True, "L’été"), (False, "\nL’été")):
        options = {**PLAIN, "trim_blocks": trim}
        assert Templates(str(theme), options, tmp_path / "kept").render(LEAF) == text.encode()


def test_another_text_is_other_code(theme, tmp_path):
    Templates(str(theme), PLAIN, tmp_path / "kept").compile()
    (theme / "a.html").write_text("Autre", encoding="utf-8")
    assert Templates(str(theme), PLAIN, tmp_path / "kept").render(LEAF) == b"Autre"
