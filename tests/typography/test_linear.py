"""Hostile input: the work doubles when the text doubles. Counted in steps, not by the clock."""

import sys

import pytest

from plugins.typography import french
from plugins.typography.finish import finish
from plugins.typography.shield import shielded

HOSTILE = [
    *[
        " ",
        "\n",
        '"',
        "'",
        "«",
        "»",
        "“",
        '" ',
        "'a",
        "a' ",
        "x'",
        '«“"',
        "”»",
        "--",
        "-- ",
        " – ",
        "...",
        "etc...",
    ],
    *["1 000 ", "1 ", "5 k", "M. ", "XVIIIe ", "1er ", "A1", "A.", "A_", "a", "&"],
    *["http://", "www.", "a@", "::", ": :", ":((", ":a", ";a"],
    *["<a ", '<a href="', "<!--", "<h2>a b c d", "</h2>", "<a>", "<code>", "<script>"],
]


def steps(function, text):
    """Lines of Python run by `function(text)`. Regular expressions run outside: see the last test."""
    counted = 0

    def count(frame, event, _):
        nonlocal counted
        counted += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        function(text)
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize("function", [french.correct, finish])
@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_work_grows_with_the_text(function, piece):
    once, twice = (steps(function, piece * n) for n in (150, 300))
    assert twice <= 2.2 * once + 200


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_a_long_text_ends(piece):
    """A quadratic expression would need minutes for these."""
    text = piece * (200_000 // len(piece))
    french.correct(text)
    finish(text)
    list(shielded(text))
