"""From files of the output to addresses, and back."""

import pytest

from plugins.addresses.address import encoded
from plugins.articles.patterns import Patterns
from plugins.common.output_paths import address_of, file_of, path_of
from plugins.views.addresses import absolute


@pytest.mark.parametrize(
    ("file", "path", "address"),
    [
        ("index.html", "", ""),
        ("archive/index.html", "archive/", "archive/"),
        ("404.html", "404.html", "404.html"),
        ("tag/été/index.html", "tag/été/", "tag/%C3%A9t%C3%A9/"),
        ("a/myindex.html", "a/myindex.html", "a/myindex.html"),
        ("l'a;,@b/index.html", "l'a;,@b/", "l'a;,@b/"),
        ("a:b/index.html", "a:b/", "a%3Ab/"),
        ("a b#c?d$/index.html", "a b#c?d$/", "a%20b%23c%3Fd%24/"),
        ("a%20b.html", "a%20b.html", "a%2520b.html"),
    ],
)
def test_a_file_and_its_address(file, path, address):
    assert path_of(file) == path
    assert address_of(file) == address
    assert file_of(path) == file


@pytest.mark.parametrize("slug", ["l'a;:,@b", "été", "a b", "a+b&c=d", "100 %"])
def test_pages_and_redirects_spell_an_address_alike(slug):
    """What leads there leads to the canonical address."""
    address = address_of(f"{slug}/index.html")
    assert encoded(f"/{address}") == f"/{address}"
    assert absolute("https://a.fr", address) == f"https://a.fr/{address}"
    assert Patterns().of_page(slug) == f"/{slug}/"
    assert Patterns(page="{slug}/myindex.html").of_page(slug) == f"/{slug}/myindex.html"
