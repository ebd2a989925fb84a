"""Views of what the last build left."""

from types import SimpleNamespace

import pytest
from jinja2 import Environment

from plugins.fastbuild.shelf import Shelf

MACRO = """{% macro row(article, root) %}<a href="{{ root }}/{{ article.url }}">{{ article.title }}</a>
{{ article.summary }}, {{ article.comments|length }}{% endmacro %}"""


@pytest.fixture
def read():
    """The names of the articles of which more than the card was read."""
    return []


@pytest.fixture
def shelf(read):
    def kept(name):
        read.append(name)
        return SimpleNamespace(about={"summary": ["", "<b>Court</b>"], "lang": "fr"})

    card = SimpleNamespace(name="un.md", title="L’un & l’autre", url="post/un/", comments=2)
    return Shelf(None, None, {"un.md": card}, {}, {}, kept, lambda _: ())


@pytest.fixture
def row():
    return Environment(autoescape=True).from_string(MACRO).module.row


def test_what_a_macro_makes_of_an_article(shelf, row):
    html = shelf.article("un.md").printed_by(row, "https://a.fr")
    assert html == '<a href="https://a.fr/post/un/">L’un &amp; l’autre</a>\n<b>Court</b>, 2'


def test_it_is_made_once_and_every_list_has_asked(shelf, row):
    calls = []

    def counted(article, *more):
        calls.append(article)
        return row(article, *more)

    first = shelf.article("un.md").printed_by(counted, "/a")
    asked = set(shelf.asked)
    shelf.asked.clear()
    assert shelf.article("un.md").printed_by(counted, "/a") == first
    assert len(calls) == 1
    assert shelf.asked == asked == {"url", "title", "summary", "comments"}


def test_other_arguments_are_another_piece(shelf, row):
    article = shelf.article("un.md")
    assert article.printed_by(row, "/a") != article.printed_by(row, "/b")


def test_what_a_list_asked_before_stays_asked(shelf, row):
    article = shelf.article("un.md")
    assert article.lang == "fr"
    article.printed_by(row, "/a")
    assert "lang" in shelf.asked


def test_a_macro_that_fails_leaves_the_list_as_it_was(shelf):
    article = shelf.article("un.md")
    assert article.title

    def fails(article):
        raise ValueError(article.url)

    with pytest.raises(ValueError, match="post/un/"):
        article.printed_by(fails)
    assert shelf.asked == {"title"}


def test_an_article_is_read_once(shelf, read):
    article = shelf.article("un.md")
    assert article.summary == article.summary == "<b>Court</b>"
    assert article.summary.__html__() == "<b>Court</b>"
    assert read == ["un.md"]
