"""Compiled templates that are kept."""

import pytest
from jinja2 import Environment, FileSystemLoader
from jinja2.exceptions import UndefinedError

from plugins.fastbuild.templates import TemplateCache, Templates, compile_all, render
from plugins.views.page_specs import RenderJob

JOB = RenderJob("a.html", "a.html", {"name": "L’été"})
PLAIN = {"autoescape": True, "trim_blocks": False}


@pytest.fixture
def theme(tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "a.html").write_text("{% if name %}\n{{ name }}{% endif %}", encoding="utf-8")
    (folder / "b.html").write_text("{{ name|strftime }}", encoding="utf-8")
    return folder


def compiled(theme, kept):
    environment = Environment(loader=FileSystemLoader(theme), **PLAIN)
    environment.bytecode_cache = TemplateCache(PLAIN, kept)
    compile_all(environment)
    return kept


def test_what_is_compiled_is_not_compiled_again(theme, monkeypatch):
    kept = compiled(theme, {})
    monkeypatch.setattr(Environment, "_compile", None)
    assert compiled(theme, kept) is kept
    assert Templates(str(theme.parent), "fr", PLAIN, kept).render(JOB) == "\nL’été".encode()


def test_what_all_templates_may_use_is_still_there(theme):
    (theme / "a.html").write_text(
        "{% from 'c.html' import c %}{{ c() }}{{ range(2)|join }}", encoding="utf-8"
    )
    (theme / "c.html").write_text(
        "{% macro c() %}{{ joiner()() }}{{ place }}{% endmacro %}", encoding="utf-8"
    )
    environment = Environment(loader=FileSystemLoader(theme), **PLAIN)
    environment.globals["place"] = "Brest"
    compile_all(environment)
    assert render(environment, JOB) == b"Brest01"


def test_other_options_are_other_code(theme):
    kept = {}
    for trim, text in ((False, "\nL’été"), (True, "L’été"), (False, "\nL’été")):
        options = {**PLAIN, "trim_blocks": trim}
        assert Templates(str(theme.parent), "fr", options, kept).render(JOB) == text.encode()


def test_another_text_is_other_code(theme):
    kept = compiled(theme, {})
    (theme / "a.html").write_text("Autre", encoding="utf-8")
    assert Templates(str(theme.parent), "fr", PLAIN, kept).render(JOB) == b"Autre"


def test_another_version_of_jinja_is_other_code(theme, pretend):
    kept = compiled(theme, {})
    before = dict(kept)
    pretend("jinja2", "3.1.7")
    assert compiled(theme, kept).keys() == before.keys()
    assert all(kept[name][0] != before[name][0] for name in before)


def test_what_only_pelican_can_compile_is_left(theme):
    assert len(compiled(theme, {})) == 1


def test_a_page_is_given_what_all_pages_are(theme):
    (theme / "a.html").write_text("{{ name }} {{ more }}", encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(theme))
    environment.globals.update(name="of all", more="more")
    assert render(environment, JOB) == "L’été more".encode()
    assert environment.globals["name"] == "of all"


def test_with_its_context_it_sees_the_page(theme):
    (theme / "m.html").write_text("{% macro say() %}{{ name }}{% endmacro %}", encoding="utf-8")
    (theme / "a.html").write_text('{% from "m.html" import say with context %}{{ say() }}', encoding="utf-8")
    assert Templates(str(theme.parent), "fr", PLAIN, {}).render(JOB) == "L’été".encode()


def test_what_is_not_there_is_an_error_still(theme):
    with pytest.raises(UndefinedError, match="'name' is undefined"):
        Templates(str(theme.parent), "fr", PLAIN, {}).render(RenderJob("a.html", "a.html", {}))


def test_what_no_page_is_made_of_is_left(theme):
    for folder in ("desk", "intake", "!theme", "parts"):
        (theme / folder).mkdir()
        (theme / folder / "c.html").write_text("c", encoding="utf-8")
    assert len(compiled(theme, {})) == len(["a.html", "parts/c.html"])
