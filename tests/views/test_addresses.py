"""From written files to addresses."""

import pytest

from plugins.views import addresses


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("index.html", ""),
        ("archive/index.html", "archive/"),
        ("404.html", "404.html"),
        ("tag/été/index.html", "tag/%C3%A9t%C3%A9/"),
        ("a/myindex.html", "a/myindex.html"),
    ],
)
def test_of_file(file, address):
    assert addresses.of_file(file) == address


@pytest.mark.parametrize(
    ("siteurl", "root", "absolute"),
    [
        ("https://a.fr", "", "https://a.fr/b/"),
        ("https://a.fr/", "", "https://a.fr/b/"),
        ("https://a.fr/blog", "/blog", "https://a.fr/blog/b/"),
    ],
)
def test_root_and_absolute(siteurl, root, absolute):
    assert addresses.root(siteurl) == root
    assert addresses.absolute(siteurl, "b/") == absolute
