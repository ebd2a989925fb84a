"""Which names are one word."""

import pytest

from plugins.articles import terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Été", "ete"),
        ("l’été", "L'Ete"),
        ("vie privée", "Vie-Privée"),
        ("cœur", "COEUR"),
        ("e\u0301te\u0301", "été"),
        ("Straße", "STRASSE"),
        ("a  b", "a b"),
    ],
)
def test_spellings_of_one_word(one, other):
    assert terms.fold(one) == terms.fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("C", "C#"), ("C", "C++"), ("C#", "C++"), ("R&D", "RD"), ("Yahoo", "Yahoo!"), ("n°1", "n1")],
)
def test_different_words(one, other):
    assert terms.fold(one) != terms.fold(other)
