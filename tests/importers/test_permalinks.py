"""The form of a blog's permalinks, offered as a setting."""

from urllib.parse import unquote, urlsplit

import pytest

from plugins.articles.patterns import Patterns
from plugins.common.when import When
from plugins.importers.permalinks import offer
from plugins.importers.record import ImportedArticle, RecordKind, Source


def article(slug="un", date=None, **more):
    source = Source(RecordKind.ARTICLE, "7", 1)
    return ImportedArticle(source, "wordpress-7", slug, "", "", date or When(2010, 7, 14), **more)


@pytest.mark.parametrize(
    ("link", "form"),
    [
        ("http://ex.example/2010/07/14/un/", "{date:%Y}/{date:%m}/{date:%d}/{slug}/"),
        ("http://ex.example/2010/07/un/", "{date:%Y}/{date:%m}/{slug}/"),
        ("http://ex.example/un/", "{slug}/"),
        ("http://ex.example/blog/2010/un.html", "blog/{date:%Y}/{slug}.html"),
        ("http://ex.example/%C3%A9t%C3%A9/un", "été/{slug}/"),
    ],
)
def test_a_form_is_offered(link, form):
    save_as = f"{form}index.html" if form.endswith("/") else form
    found = offer([(article(), link)])
    assert found is not None and (found.form, found.save_as) == (form, save_as)
    assert found.what == (
        f"1 of 1 article had one form of address, as in {unquote(urlsplit(link).path)}"
        f' (ARTICLE_URL = "{form}"); they lead to this site\'s, which are others'
    )
    assert offer([(article(patterns=Patterns(article=save_as)), link)]) is None, "it is so already"


@pytest.mark.parametrize(
    "link",
    ["", "http://ex.example/?p=7", "http://ex.example/2010/07/14/deux/", "http://ex.example/2010/un.php"],
)
def test_none_is_offered(link):
    assert offer([]) is None and offer([(article(), link)]) is None


def test_one_that_nearly_all_have():
    same = [(article(), "http://ex.example/2010/07/un/")] * 9
    assert offer([*same, (article(), "http://ex.example/x/")]) is not None
    assert offer([*same[:8], *[(article(), "http://ex.example/x/")] * 2]) is None
