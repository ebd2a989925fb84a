"""Compiled templates that are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from jinja2.exceptions import UndefinedError
from markupsafe import Markup, escape

from plugins.fastbuild.templates import Templates, equip, printed
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
    pelicans = Environment(loader=FileSystemLoader(theme), **PLAIN)
    equip(pelicans, PLAIN, tmp_path / "kept")
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


class Html(str):
    def __html__(self):
        return f"<b>{self.lower()}</b>"


@given(
    st.text("aé&<>'\" \n") | st.text("<&").map(Markup) | st.text("A<").map(Html) | st.integers() | st.none()
)
def test_a_value_is_printed_as_jinja_prints_it(value):
    assert printed(value) == escape(value)


TEMPLATE = """{% macro m(x) %}<{{ x }}>{% endmacro %}{% set s %}{{ name }}{% endset %}\
{{ name }}{{ m(name) }}{{ s }}{{ s|upper }}{{ 7 }}{{ "&" }}\
{% autoescape false %}{{ name }}{% endautoescape %}"""


@pytest.mark.parametrize(
    "options",
    [{"autoescape": True}, {"autoescape": False}, {"autoescape": True, "finalize": lambda x: f"{x}!"}],
)
def test_a_page_is_the_one_that_jinja_alone_makes(theme, tmp_path, options):
    (theme / "a.html").write_text(TEMPLATE, encoding="utf-8")
    mine, jinjas = (Environment(loader=FileSystemLoader(theme), **options) for _ in range(2))
    equip(mine, PLAIN, tmp_path / "kept")
    pages = [one.get_template("a.html").render(name="<i> & ’") for one in (mine, jinjas)]
    assert pages[0] == pages[1]


def test_what_is_not_there_is_an_error_still(theme, tmp_path):
    with pytest.raises(UndefinedError, match="'name' is undefined"):
        Templates(str(theme), PLAIN, tmp_path / "kept").render(Leaf("a.html", "a.html", {}))
