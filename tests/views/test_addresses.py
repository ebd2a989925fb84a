"""From written files to addresses."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.views import addresses


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


@given(st.text("ab.-/#?%&:é ", max_size=12))
def test_absolute_is_what_a_browser_would_make_of_it(address):
    """RFC 3986 §5.2; most addresses take a shorter way."""
    assert addresses.absolute("https://a.fr/blog", address) == urljoin("https://a.fr/blog/", address)
