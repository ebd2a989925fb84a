"""Styles and scripts in the attributes of old articles, which no page of this site shows."""

import pytest

from plugins.importers import looks, prose
from plugins.importers.html_comparison import parsed
from plugins.policy import violations
from plugins.policy.allowed import AllowedHosts


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<p style="color: red" onclick="a()">a</p>', "<p>a</p>"),
        ('<p style="text-align: CENTER">a</p>', '<p class="align-center">a</p>'),
        ('<p class="b" style="text-align:right">a</p>', '<p class="b align-end">a</p>'),
        ('<img src="a" style="float:left; margin: 0"/>', '<img class="align-left" src="a"/>'),
        ('<table style="float: right"></table>', '<table class="align-right"></table>'),
        ('<p style="float:left">a</p>', "<p>a</p>"),
        ('<img src="a" style="text-align:center"/>', '<img src="a"/>'),
        ('<p style="">a</p>', "<p>a</p>"),
        ('<p class="b" lang="en">a</p>', '<p class="b" lang="en">a</p>'),
    ],
)
def test_they_are_taken_off_and_sides_stay(html, left):
    tree = parsed(html)
    looks.remove(tree)
    assert parsed(str(tree)) == parsed(left)
    assert violations.found(str(tree), AllowedHosts()) == []


def test_a_paragraph_with_a_colour_is_markdown():
    assert prose.markdown('<p style="color: #333">Un <b>mot</b>.</p>') == ("Un **mot**.", True)
