"""What Pelican asks several times: the answers are its own."""

import pytest
from pelican.contents import Article
from pelican.settings import DEFAULT_CONFIG

from plugins.articles import answers

LINKED = '<p><a href="{static}deux.png">un</a></p>'
PLAIN = "<p>Rien, {rien} | rien.</p>"


@pytest.fixture
def article(tmp_path):
    def make(html, **changes):
        asked = {**DEFAULT_CONFIG, "PATH": str(tmp_path), **changes}
        context = {"static_content": {}, "generated_content": {}}
        return Article(html, {"title": "Un"}, asked, str(tmp_path / "articles/un.md"), context)

    return make


@pytest.mark.parametrize("html", [LINKED, PLAIN, ""])
def test_the_answers_are_pelicans(article, html):
    one, other = article(html), article(html)
    answers.remember(one)
    assert one.get_content("") == other.get_content("")
    assert (
        one.get_static_links()
        == other.get_static_links()
        == ({"articles/deux.png"} if html == LINKED else set())
    )
    assert one.get_relative_source_path() == other.get_relative_source_path() == "articles/un.md"
    assert one.get_relative_source_path("a/b.md") == other.get_relative_source_path("a/b.md")


def test_a_text_that_got_a_link_later_is_looked_through(article):
    one = article(PLAIN)
    answers.remember(one)
    one._content = LINKED
    assert one.get_static_links() == {"articles/deux.png"}


def test_links_of_another_form_are_left_to_pelican(article):
    one = article('<a href="[static]deux.png">', INTRASITE_LINK_REGEX=r"\[(?P<what>.*?)\]")
    answers.remember(one)
    assert one.get_static_links() == {"articles/deux.png"}
