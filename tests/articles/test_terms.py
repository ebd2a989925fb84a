"""Which names are one word."""

from types import SimpleNamespace

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


class Term:
    def __init__(self, name, slug=None):
        self.name, self.slug = name, name.lower() if slug is None else slug
        self.url = f"tag/{self.slug}/"


def article(path, *tags, category=None):
    made = SimpleNamespace(source_path=str(path), metadata={}, tags=list(tags))
    if category:
        made.category = category
    return made


@pytest.fixture
def files(tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.md").write_text("Title: Un\nDate: 2020\nTags: x\n\nTags: y\n")
    return [tmp_path / f"{name}.md" for name in ("a", "b", "c")]


def test_the_commonest_spelling_is_shown_and_the_others_are_told(files):
    spelt = [Term("Été", "ete"), Term("été", "ete"), Term("été", "ete")]
    articles = [article(path, term) for path, term in zip(files, spelt, strict=True)]
    found = terms.collect(articles, (), ())
    (note,) = terms.notes(found)
    assert not list(terms.problems(found))
    assert (note.where, note.line) == (str(files[0]), 3)
    assert note.what == "Tags: “Été” has the address of “été”, and is shown so"
    terms.unite(articles, found)
    assert [[tag.name for tag in each.tags] for each in articles] == [["été"]] * 3
    assert articles[0].metadata["tags"] == articles[0].tags and "category" not in articles[0].metadata


def test_a_hidden_article_spells_no_list(files):
    found = terms.collect(
        [article(files[0], Term("été", "ete"))], [article(path, Term("Ete")) for path in files[1:]], ()
    )
    assert found["tag", "ete"][0].name == "été"


def test_a_tag_that_is_given_twice_stands_once(files):
    one = article(files[0], Term("été", "ete"), Term("Ete"), Term("mer"), category=Term("Carnets"))
    terms.unite([one], terms.collect([one], (), ()))
    assert ([tag.slug for tag in one.tags], one.category.name) == (["ete", "mer"], "Carnets")


def test_different_words_at_one_address_stop_the_build_where_each_is_written(files):
    articles = [
        article(files[0], Term("C")),
        article(files[1], Term("C")),
        article(files[2], Term("C++", "c")),
    ]
    (problem,) = terms.problems(terms.collect(articles, (), ()))
    assert (problem.where, problem.line) == (str(files[2]), 3)
    assert problem.what == f"Tags: “C++” comes to the address of “C”, /tag/c/ (in {files[0]} and 1 more)"


def test_a_term_of_which_nothing_is_left_in_an_address():
    metadata = {"tags": [Term("mer"), Term("!?", "")], "category": Term("+", ""), "author": Term("Zoé")}
    assert [problem.what for problem in terms.unfit(metadata, "un.md")] == [
        "Category: “+” cannot stand in an address",
        "Tags: “!?” cannot stand in an address",
    ]


def test_a_term_that_is_too_long_for_an_address():
    metadata = {"tags": [Term("a" * 200), Term("b" * 201)]}
    (problem,) = terms.unfit(metadata, "un.md")
    assert (problem.what, problem.hint) == (
        f"Tags: “{'b' * 40}…” is too long for an address", "Shorten it: 200 letters at most."
    )  # fmt: skip
