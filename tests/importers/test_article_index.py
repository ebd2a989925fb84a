"""Addresses and identifiers of comment services, and the articles that they mean."""

import pytest

from plugins.addresses import table
from plugins.common.when import When
from plugins.importers.article_index import article_index
from plugins.importers.existing import ExistingArticle

ONE = ExistingArticle("articles/un.md", "un-billet", "20201218-un", "Un", When(2020, 12, 18), False, None)
TWO = ExistingArticle("articles/deux.md", "deux", "deux", "Deux", When(2021, 1, 2), False, "deux/")
ROWS = [
    table.row("/?p=12", "/post/2020/12/18/un-billet/"),
    table.row("/post/2020/12/18/Un-été", "/post/2020/12/18/un-billet/", "dotclear", 12),
    table.row("/ailleurs/", "/post/2020/12/18/un-billet/#commentaires"),
]


@pytest.mark.parametrize(
    ("address", "identifier"),
    [
        ("https://blog.example/post/2020/12/18/un-billet/", ""),
        ("http://www.blog.example/post/2020/12/18/un-billet", ""),
        ("https://blog.example/post/2020/12/18/un-billet/index.html?utm_source=x&fbclid=y#c3", ""),
        ("/post/2020/12/18/un-billet/", ""),
        ("http://blog.example/?p=12&utm_medium=mail", ""),
        ("http://blog.example/post/2020/12/18/Un-%C3%A9t%C3%A9", ""),
        ("http://blog.example/index.php?post/2020/12/18/Un-%C3%A9t%C3%A9", ""),
        ("http://blog.example/ailleurs", ""),
        ("http://localhost:4000/", "12 http://blog.example/?p=12"),
        ("", "/post/2020/12/18/un-billet/"),
        ("", "20201218-un"),
        ("", "un-billet"),
        ("https://blog.example/2020/12/un-billet.html", ""),
        ("https://blog.example/blog/un-billet/", ""),
        ("https://blog.example/blog/Un_billet.html", ""),
    ],
)
def test_they_mean_the_article(address, identifier):
    assert article_index([ONE, TWO], ROWS).find(address, identifier) is ONE


@pytest.mark.parametrize(
    ("address", "identifier"),
    [("", ""), ("https://blog.example/", ""), ("https://blog.example/?p=13", "13"), ("http://[", "x"),
     ("https://blog.example/post/2020/12/18/", "")],
)  # fmt: skip
def test_they_mean_none(address, identifier):
    assert article_index([ONE, TWO], ROWS).find(address, identifier) is None


def test_an_address_of_its_own():
    assert article_index([ONE, TWO], ROWS).find("https://blog.example/deux") is TWO
