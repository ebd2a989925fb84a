from unicodedata import normalize
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.addresses.address import Address, encoded, parse


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("/post/2020/12/19/Pôle", Address("/post/2020/12/19/Pôle")),
        ("/post/2020/12/19/P%C3%B4le", Address("/post/2020/12/19/Pôle")),
        ("/post/2020/12/19/P%c3%b4le", Address("/post/2020/12/19/Pôle")),
        ("/post/Po\u0302le", Address("/post/Pôle")),
        ("/index.php/post/x", Address("/post/x")),
        ("/index.php?post/x", Address("/", "post/x")),
        ("/?post/P%C3%B4le", Address("/", "post/Pôle")),
        ("/blog/index.php?post/x", Address("/blog/", "post/x")),
        ("/blog/index.php/post/x", Address("/blog/post/x")),
        ("/index.php", Address("/index.php")),
        ("/myindex.php?x", Address("/myindex.php", "x")),
        ("/tag/50%25", Address("/tag/50%")),
    ],
)
def test_reading(text, address):
    assert parse(text) == address


def test_spellings_of_a_query():
    assert Address("/", "tag/L'été").queries == (
        "/?tag/L%27%C3%A9t%C3%A9",
        "/?tag/L%27%c3%a9t%c3%a9",
        "/?tag/L'été",
        "/?tag/L%27e%CC%81te%CC%81",
        "/?tag/L%27e%cc%81te%cc%81",
        "/?tag/L'e\u0301te\u0301",
    )
    assert Address("/", "p=12").queries == ("/?p=12",)
    assert Address("/post/é").queries == ()


def test_paths_are_composed_and_decomposed():
    assert Address("/é").paths == ("/é", "/e\u0301")
    assert Address("/e").paths == ("/e",)


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)


@given(
    TEXT.map(lambda text: normalize("NFC", text)), st.none() | TEXT.map(lambda text: normalize("NFC", text))
)
def test_what_is_spelt_is_read_back(path, query):
    address = parse(Address(f"/x{path}", query).spelt)
    assert address == parse(address.spelt)
    if "index.php" not in path:
        assert address == Address(f"/x{path}", query)


@given(TEXT)
def test_every_spelling_of_a_query_means_the_same(query):
    query = normalize("NFC", query)
    for spelling in Address("/", query).queries:
        assert normalize("NFC", unquote(spelling.removeprefix("/?"))) == query or "%" in query


@given(TEXT)
def test_a_target_is_encoded_once(path):
    once = encoded(f"/{path}")
    assert encoded(once) == once
    assert once.isascii() and not set(once) & set(' "<>\\^`{|}$')
