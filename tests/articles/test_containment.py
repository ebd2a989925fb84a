"""What an author's HTML does to the page around it."""

import pytest

from plugins.articles.containment import faults
from tests.markdown.documents import theirs


def told(text):
    return [(fault.written[0], fault.nth, fault.what) for fault in faults(theirs(text).html)]


def left_open(tag, nth=1):
    return tag, nth, f"“{tag}” is never closed: it takes in the rest of the page"


@pytest.mark.parametrize(
    "tag",
    ["<textarea>", "<div>", "<title>", "<select>", "<table>", "<details>", "<b>", "<DIV>", "<div/>", "<x-y>"],
)
def test_an_element_that_is_left_open(tag):
    assert told(f"Un.\n\n{tag}\n\nDeux.") == [left_open(tag)]
    assert told(f"Un {tag} deux.") == [left_open(tag)]


def test_of_several_the_one_that_is_left_open():
    assert told("<div>\n</div>\n\n<div>\n\nUn.") == [left_open("<div>", 2)]


def test_the_end_of_an_element_of_the_page():
    assert told("Un.\n\n</div>\n\nDeux.") == [("</div>", 1, "“</div>” ends an element of the page")]
    assert told("Un </b> deux </p>.") == []  # which browsers pass over


@pytest.mark.parametrize(
    "text",
    [
        "Un.\n\n```html\n<div>\n```\n\n`<b>` et <b",
        "<p>Un\n\n<p>deux",
        "<ul><li>Un<li>deux</ul>",
        "<table><tr><td>Un<td>deux</table>",
        "Un <b>mot\n\nfort</b>.",
        "<b>Un <i>mot</b> fort</i>.",
        "Un <br> deux <img src='x'/> <a title='a <b> c'>d</a>",
        "<svg viewBox='0 0 1 1'><title>a</title><path d='m0 0'/></svg>",
        "<textarea><b></textarea>",
        "Un.\n\n<!-- <div> -->\n\nDeux.",
        "Une note[^1].\n\n[^1]: Elle.\n\na | b\n--- | ---\nc | d",
        "`<p id='text'>`, id=site et <p id='sites'>",
    ],
)
def test_what_stays_in_its_place(text):
    assert told(text) == []


@pytest.mark.parametrize("text", ["## Un {#site}", "<p id='site'>Un", "<p class=a id=site>Un</p>"])
def test_an_id_of_the_pages_own(text):
    ((_, _, what),) = told(text)
    assert what == "the id “site” is the page's own: links to its place would lead here"
