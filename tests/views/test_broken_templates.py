"""What fails in a template is told where it stands, and with what it was to show."""

from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from plugins.views.broken_templates import problem, subject
from plugins.views.model import HeadingView

PART = "{% macro part(link) %}\n\n{{ link.adress }}{% endmacro %}"
CALL = "{% from 'part.html' import part %}\n{{ part(link) }}"


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("<p>\n{{ nul }}", "page.html:2", "'nul' is undefined"),
        ("<p>\n{{ link.adress }}", "page.html:2", "“HeadingView” has no attribute 'adress'"),
        (CALL, "part.html:3", "“HeadingView” has no attribute 'adress'"),
        ("{% if %}", "page.html:1", "Expected an expression, got 'end of statement block'"),
        ("<p>\n{% extends 'nul.html' %}", "page.html:2", "there is no template “nul.html”"),
        ("{{ 1 // 0 }}", "page.html:1", "ZeroDivisionError: integer division or modulo by zero"),
        ("{{ link.id.index('x') }}", "page.html:1", "ValueError: substring not found"),
    ],
)  # fmt: skip
def test_its_place(tmp_path, monkeypatch, text, place, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(text)
    (tmp_path / "part.html").write_text(PART)
    environment = Environment(loader=FileSystemLoader(tmp_path), undefined=StrictUndefined, autoescape=True)
    with pytest.raises((TemplateError, ZeroDivisionError, ValueError)) as raised:
        environment.get_template("page.html").render(link=HeadingView(2, "a", "A"))
    told = str(problem(raised.value, "content/articles/un.md"))
    assert told.startswith(f"{place}: {said} (for content/articles/un.md)\n    Mend the template.")


def test_what_stands_in_no_template():
    assert problem(ValueError("x")).where == "theme"


def test_what_a_page_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    article = SimpleNamespace(save_as="un/index.html", source_path=str(tmp_path / "content/un.md"))
    context = {"articles": [article], "pages": []}
    assert subject(context, "un/index.html") == "content/un.md"
    assert subject(context, "archive/index.html") == "archive/index.html"
