"""Ids of the page itself, and what is called otherwise for them."""

import pytest

from plugins.common import page_ids


@pytest.mark.parametrize("name", ["commentaires", "site", "text", "c1", "c20201219"])
def test_the_pages_own(name):
    assert page_ids.is_own(name)
    assert page_ids.beside(name) == f"{name}_1"


@pytest.mark.parametrize("name", ["commentaire", "c", "c3po", "chapitre-1", ""])
def test_an_authors(name):
    assert not page_ids.is_own(name)
    assert page_ids.beside(name) == name
