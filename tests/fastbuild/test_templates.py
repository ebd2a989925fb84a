"""Compiled templates that are kept."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from jinja2.exceptions import UndefinedError
from markupsafe import Markup, escape

from plugins.fastbuild import templates
from plugins.fastbuild.templates import Templates, equip, printed, render
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


def test_what_is_compiled_is_not_compiled_again(theme, tmp_path, monkeypatch):
    Templates(str(theme), PLAIN, tmp_path / "kept").compile()
    monkeypatch.setattr(Environment, "_compile", None)
    pelicans = Environment(loader=FileSystemLoader(theme), **PLAIN)
    equip(pelicans, PLAIN, tmp_path / "kept")
    assert pelicans.get_template("a.html").render(name="L’été") == "\nL’été"
    assert Templates(str(theme), PLAIN, tmp_path / "kept").render(JOB) == "\nL’été".encode()


def test_other_options_are_other_code(theme, tmp_path):
    for trim, text in ((False, "\nL’été"), (True, "L’été"), (False, "\nL’été")):
        options = {**PLAIN, "trim_blocks": trim}
        assert Templates(str(theme), options, tmp_path / "kept").render(JOB) == text.encode()


def test_another_text_is_other_code(theme, tmp_path):
    Templates(str(theme), PLAIN, tmp_path / "kept").compile()
    (theme / "a.html").write_text("Autre", encoding="utf-8")
    assert Templates(str(theme), PLAIN, tmp_path / "kept").render(JOB) == b"Autre"


class Html(str):
    def __html__(self):
        return f"<b>{self.lower()}</b>"


@given(
    st.text("aé&<>'\" \n")
    | st.text("<&").map(Markup)
    | st.text("A<").map(Html)
    | st.integers()
    | st.booleans()
    | st.none()
)
def test_a_value_is_printed_as_jinja_prints_it(value):
    assert printed(value) == escape(value)


TEMPLATE = """{% macro m(x) %}<{{ x }}>{% endmacro %}{% set s %}{{ name }}{% endset %}\
{{ name }}{{ m(name) }}{{ s }}{{ s|upper }}{{ 7 }}{{ "&" }}\
{% autoescape false %}{{ name }}{{ m(name) }}{% endautoescape %}"""
MACROS = """{% macro two(a, b="<") %}{{ a }}{{ b }}{% endmacro %}\
{% macro many(a) %}{{ a }}{{ varargs|join }}{% endmacro %}\
{% macro named(a) %}{{ a }}{{ kwargs|length }}{% endmacro %}\
{% macro around(a) %}{{ a }}{% if caller is defined %}{{ caller() }}{% endif %}{% endmacro %}\
{{ two("&") }}{{ two(1, 2) }}{{ two(1, b="&") }}{{ two(b=1, a=2) }}{{ many("&") }}{{ many(1, 2) }}\
{{ named("&") }}{{ named(1, b=2) }}{{ around("&") }}{% call around("&") %}in{% endcall %}\
{% for x in name if x != "i" %}{{ two(x, loop.index) }}{% endfor %}\
{% set kept = namespace() %}\
{% autoescape false %}{% set kept.html = two(1, "&") %}{% endautoescape %}{{ kept.html }}"""
ATTRIBUTES = """{{ thing.real }}{{ thing.real.imag }}{{ keys.items }}{{ keys.one }}{{ keys.deep.one.real }}\
{{ keys.none is defined }}{{ keys["one"] }}{{ (keys.deep.one or keys.none).real }}{{ name.upper() }}\
{% for x in keys.list if x.real > 1 %}{{ x.real }}{% endfor %}{% set y = keys.one.real %}{{ y }}\
{% for x in keys.tree recursive %}{{ x.at }}{{ loop(x.below) if x.below }}{% endfor %}"""
VIEWS = {
    "name": "<i> & ’",
    "thing": 7,
    "keys": {
        **{"items": "key?", "one": 1, "deep": {"one": 1}, "list": [1, 2, 3]},
        "tree": [{"at": 1, "below": [{"at": 2}]}],
    },
}


@pytest.mark.parametrize("text", [TEMPLATE, MACROS, ATTRIBUTES])
@pytest.mark.parametrize(
    "options",
    [
        {"autoescape": True},
        {"autoescape": False},
        {"autoescape": True, "finalize": lambda x: f"{x}!"},
        {"autoescape": True, "enable_async": True},
    ],
)
def test_a_page_is_the_one_that_jinja_alone_makes(theme, tmp_path, options, text):
    (theme / "a.html").write_text(text, encoding="utf-8")
    mine, jinjas = (Environment(loader=FileSystemLoader(theme), **options) for _ in range(2))
    equip(mine, PLAIN, tmp_path / "kept")
    page = jinjas.get_template("a.html").render(VIEWS)
    assert mine.get_template("a.html").render(VIEWS) == page
    assert render(mine, RenderJob("a.html", "a.html", VIEWS)) == page.encode()


def test_a_page_is_given_what_all_pages_are(theme, tmp_path):
    (theme / "a.html").write_text("{{ name }} {{ more }}", encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(theme))
    environment.globals.update(name="of all", more="more")
    assert render(environment, JOB) == "L’été more".encode()
    assert environment.globals["name"] == "of all"


@pytest.mark.parametrize(
    "how", ['{% import "m.html" as m %}{{ m.say() }}', '{% from "m.html" import say %}{{ say() }}']
)
def test_what_is_imported_sees_what_its_importer_was_given_for_all_pages(theme, tmp_path, how):
    (theme / "m.html").write_text(
        "{% macro say() %}{{ more|default('nothing') }}{% endmacro %}", encoding="utf-8"
    )
    (theme / "a.html").write_text(how, encoding="utf-8")
    (theme / "c.html").write_text(how, encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(theme), **PLAIN)
    equip(environment, PLAIN, tmp_path / "kept")
    assert render(environment, JOB) == b"nothing"
    assert environment.get_template("c.html", globals={"more": "more"}).render() == "more"
    assert render(environment, JOB) == b"nothing"


def test_with_its_context_it_sees_the_page(theme, tmp_path):
    (theme / "m.html").write_text("{% macro say() %}{{ name }}{% endmacro %}", encoding="utf-8")
    (theme / "a.html").write_text('{% from "m.html" import say with context %}{{ say() }}', encoding="utf-8")
    assert Templates(str(theme), PLAIN, tmp_path / "kept").render(JOB) == "L’été".encode()


def test_what_is_not_there_is_an_error_still(theme, tmp_path):
    with pytest.raises(UndefinedError, match="'name' is undefined"):
        Templates(str(theme), PLAIN, tmp_path / "kept").render(RenderJob("a.html", "a.html", {}))


def test_an_attribute_that_is_not_there_is_an_error_of_its_line(theme, tmp_path):
    (theme / "a.html").write_text("\n\n{{ name.colour }}", encoding="utf-8")
    with pytest.raises(UndefinedError, match="'str object' has no attribute 'colour'") as failed:
        Templates(str(theme), PLAIN, tmp_path / "kept").render(JOB)
    assert ("a.html", 3) in [(Path(place.path).name, place.lineno + 1) for place in failed.traceback]


def test_a_macro_refuses_what_it_does_not_name(theme, tmp_path):
    (theme / "a.html").write_text("{% macro m(x) %}{% endmacro %}{{ m(1, y=2) }}", encoding="utf-8")
    with pytest.raises(TypeError, match="macro 'm' takes no keyword argument 'y'"):
        Templates(str(theme), PLAIN, tmp_path / "kept").render(JOB)


@pytest.mark.parametrize("text", [TEMPLATE, MACROS])
def test_another_version_of_jinja_compiles_and_renders_alone(theme, tmp_path, pretend, monkeypatch, text):
    (theme / "a.html").write_text(text, encoding="utf-8")
    job = RenderJob("a.html", "a.html", VIEWS)
    here = Templates(str(theme), PLAIN, tmp_path / "kept").render(job)
    pretend("jinja2", "3.1.7")
    monkeypatch.setattr(templates, "_Code", None)
    monkeypatch.setattr(templates, "_Context", None)
    assert Templates(str(theme), PLAIN, tmp_path / "kept").render(job) == here
