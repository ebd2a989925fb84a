"""A link that says its own address is marked, whoever reads the Markdown; paper then prints it once."""

import pytest

from plugins.articles.reading import SourceParser
from tests.markdown.documents import settings


@pytest.fixture(params=[SourceParser.everyday, SourceParser.thoroughly])
def read(request):
    def html(text):
        parsed = request.param(SourceParser(settings(), []), text)
        assert parsed is not None, "everyday Markdown declines it"
        return parsed.html

    return html


@pytest.mark.parametrize(
    "typed",
    [
        "https://exemple.fr/a",
        "<https://exemple.fr/a>",
        "https://exemple.fr/a?b=c&d=e",
        "www.exemple.fr",
        "https://fr.wikipedia.org/wiki/Été",
        "[exemple.fr](https://exemple.fr/)",
        "[exemple.fr/a](http://exemple.fr/a)",
    ],
)
def test_the_text_is_the_address(read, typed):
    assert read(f"Voir {typed} ici.").startswith('<p>Voir <a class="bare" href="http')


@pytest.mark.parametrize(
    "typed",
    [
        "[un mot](https://exemple.fr/)",
        "[exemple.fr](https://exemple.fr/a)",
        "[https://exemple.fr/](https://autre.fr/)",
        "[v1.2](https://exemple.fr/v1.2)",
        "[*exemple.fr*](https://exemple.fr/)",
        '[exemple.fr](https://exemple.fr/ "Un titre")',
    ],
)
def test_the_text_says_something_else(read, typed):
    assert "bare" not in read(f"Voir {typed} ici.")


def test_html_of_an_import():
    html = SourceParser(settings(), []).parse('<p><a href="http://é.fr/a%20b">http://é.fr/a%20b</a></p>').html
    assert html == '<p><a class="bare" href="http://é.fr/a%20b">http://é.fr/a%20b</a></p>'
