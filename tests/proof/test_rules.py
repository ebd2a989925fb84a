"""Each rule says what it is for, where, and nothing of texts that are in order."""

from inspect import getmembers, isfunction, signature

import pytest

from plugins.proof import rules
from tests.proof.samples import source


def said(text: str, rule, **more: str) -> list[tuple[int, str]]:
    return [(one.problem.line, one.problem.what) for one in rule(source(text, **more))]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (rules.headings, "## Un\n\n### Deux\n\n## Trois\n", []),
        (rules.headings, "### Un\n", [(4, "“Un” is a heading of level 3, below one of level 1")]),
        (
            rules.headings,
            "## Un\n\n#### Deux\n",
            [(6, "“Deux” is a heading of level 4, below one of level 2")],
        ),
        (rules.pictures, "![Le port](/images/a.png) ![ ](/b.png)", []),
        (rules.pictures, "Un.\n\n![](/b.png)", [(6, "“/b.png”: nothing says what it shows")]),
        (
            rules.pictures,
            "Un.\n\n<img src='/images/b.png'>",
            [(6, "“/images/b.png”: nothing says what it shows")],
        ),
        (rules.repeated_words, "Il est est là.\n", [(4, "“est est”: the word twice")]),
        (rules.repeated_words, "Nous nous en allons. C’est-à-dire dire. `est est`", []),
        (rules.repeated_words, "La fin de la\nla ligne.", [(4, "“la la”: the word twice")]),
        (rules.repeated_words, "## La mer\n\nMer calme.\n\n- un\n- un deux", []),
        (
            rules.dashes,
            "Un mot - un autre -- ou un - troisième.",
            [(4, "“Un mot - un autre --”: a hyphen as a dash")],
        ),
        (rules.dashes, "Un mot - fin", [(4, "“Un mot - fin”: a hyphen as a dash")]),
        (rules.dashes, "- une liste\n- porte-clés\n\n`a - b`", []),
        (
            rules.abbreviations,
            "La SNCF et la CGT.",
            [(4, "“SNCF” is never explained"), (4, "“CGT” is never explained")],
        ),
        (rules.abbreviations, "Le service public (SNCF), le XIX e siècle, Louis XIV.", []),
        (rules.abbreviations, "La CGT.\n\n*[CGT]: Confédération", []),
        (rules.abbreviations, "NON AUX FICHES DE POLICE", []),
    ],
)
def test_a_rule(rule, text, expected):
    assert said(text, rule) == expected


def test_a_title_and_a_summary():
    long = source("Texte.", header=f"Title: {'a' * 71}\nDate: 2020-12-18\n")
    assert [one.problem.what for one in rules.title(long)] == [
        "a title of 71 characters; others show 70 of it"
    ]
    assert [one.problem.line for one in rules.title(long)] == [1]
    assert len(list(rules.summary(long))) == 1
    short = source("Texte.", header="Title: A\nDate: 2020-12-18\nSummary: Court.\n")
    assert [*rules.title(short), *rules.summary(short)] == []
    page = source("Texte.", header="Title: A\n")
    assert list(rules.summary(page)) == [], "a page stands in no list"


def test_all_rules_are_applied():
    own = {rule for name, rule in getmembers(rules, isfunction) if rule.__module__ == rules.__name__}
    of_a_source = {
        rule for rule in own if [*signature(rule).parameters] == ["source"] and rule.__name__[0] != "_"
    }
    assert set(rules.RULES) == of_a_source - {rules.findings}
    assert len({one.problem.what for one in rules.findings(source("### Un\n\nEst est."))}) == 3
