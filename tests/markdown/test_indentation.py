"""Tabs stay in code, lists nest by two, and what nested by four stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.markdown.indentation import regular
from tests.markdown.documents import theirs

# fmt: off
MOVED = [
    ("- a\n  - b\n    - c\n  - d\n- e", "- a\n    - b\n        - c\n    - d\n- e"),
    ("1. a\n   - b\n\n   p\n\n2. c", "1. a\n    - b\n\n    p\n\n2. c"),
    ("1. a\n  1. b", "1. a\n    1. b"),
    ("- a\n    - b\n      - c", "- a\n    - b\n        - c"),
    ("- a\n  suite\n  - b\n    suite", "- a\n  suite\n    - b\n    suite"),
    ("- a\n\n  p\n\nq", "- a\n\n    p\n\nq"),
    ("> - a\n>   - b\n\nc", "> - a\n>     - b\n\nc"),
    ("- a\n\n  > b", "- a\n\n    > b"),
    ("[^1]: a\n\n    - b\n      - c", "[^1]: a\n\n    - b\n        - c"),
    ("- a\n  - b\n\n          c\n", "- a\n    - b\n\n            c\n"),
]
SAME = [
    "- a\n    - b\n        - c\n\n        p\n\n    q", "- a\n    - b\n     - c",
    " - a\n - b", "  9. a\n 10. b",
    "a\n\n  - b\n  - c\n\n  d", "Texte :\n  - a\n    - b", "- a\n\n  \n- b", "* * *\n\n  - a", "  a\n  b",
    "```\n- a\n  - b\n\ta\n```", "<pre>\n- a\n\t- b\n</pre>", "    - a\n      - b", "- a\n        - b", "",
    "- a\n\n      b", "- a\n\n        c\n          d", "- a\nb\n\n    c", "~~~\n\ta\n~~~ \n\nb", "# a\n\n  b",
]
TABS = [
    ("\ta\tb\n\t\tc", "    a\tb\n    \tc"),
    ("- a\n\n\t\tb\tc\n\t\t\td", "- a\n\n        b\tc\n        \td"),
    ("a\tb `c\td`", "a   b `c\td`"), ("-\ta\n\t- b", "-   a\n    - b"),
    ("[^1]:\ta\n\n\t\tb\tc", "[^1]:   a\n\n        b\tc"),
    ("  \t a", "     a"),
    ("`<pre>`\n\n\ta\n\n`</pre>`", "`<pre>`\n\n    a\n\n`</pre>`"),
    ("```\n\n\ta", "```\n\n    a"),
    (">\ta", ">   a"), ("Voici <pre>\n\ta\n</pre>", "Voici <pre>\n\ta\n</pre>"),
    ("<ul><li>\ta<pre>b\tc</pre>", "<ul><li>    a<pre>b\tc</pre>"),
    ("<PRE>\n\ta</PRE>", "<PRE>\n\ta</PRE>"),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), MOVED)
def test_lists_nest_by_two(text, expected):
    assert regular(text) == expected
    assert regular(expected) == expected


@pytest.mark.parametrize("text", SAME)
def test_the_rest_stays(text):
    assert regular(text) == text


@pytest.mark.parametrize(("text", "expected"), TABS)
def test_tabs_stay_in_code_only(text, expected):
    assert regular(text) == expected


def _words(line):
    return "".join(line.split())


LINES = st.tuples(
    st.sampled_from(["", "  ", "   ", "    ", "\t", "      ", "\t\t", "> ", ">   "]),
    st.sampled_from(
        ["", "- a", "1. a", "a", "# a", "```", "<pre>", "</pre>", "[^1]: a", ": a", "---", "`\t`"]
    ),
)


@given(st.lists(LINES.map("".join), min_size=1, max_size=12))
def test_lines_are_never_parted_joined_or_lost(lines):
    made = regular("\n".join(lines)).split("\n")
    assert [_words(line) for line in made] == [_words(line) for line in lines]


@given(
    st.lists(st.sampled_from(["- a", "    - b", "        - c", "", "    p", "q", "        p"]), max_size=10)
)
def test_what_nests_by_four_stays(lines):
    text = "\n".join(lines)
    assert regular(text) == text


def test_time_grows_with_the_text():
    for line in ("- a\n  - b\n", "````\n~~~\n", "<pre>\n- a\n  - b\n", "> - a\n>   - b\n\n"):
        assert len(regular(line * 3000).split("\n")) == line.count("\n") * 3000 + 1


def test_nested_lists_as_pages_show_them():
    html = theirs("- un\n  - deux\n    - trois\n- quatre").html
    assert (
        html.replace("\n", "")
        == "<ul><li>un<ul><li>deux<ul><li>trois</li></ul></li></ul></li><li>quatre</li></ul>"
    )


@pytest.mark.parametrize(
    "text", ["```\n\ta\tb\n```", "```make\nx:\n\ta\tb\n```", "Un.\n\n\t\ta\tb\n", "<pre>\n\ta\tb\n</pre>"]
)
def test_code_has_its_tabs(text):
    assert "\ta\tb" in theirs(text).html.replace("<span></span>", "").replace('<span class="w">', "").replace(
        "</span>", ""
    )
