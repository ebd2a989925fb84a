"""An independent witness: a sanitizer that allows what we write finds nothing to take away from it."""

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.comments.markup import to_html
from tests.hostile.generated import strings

ALLOWED = {"p": set(), "br": set(), "a": {"href", "title", "rel"}, "span": {"class"}}
TEXTS = strings(12_000)
# The same signs as that sanitizer writes them: quotes in text bare, a no-break space by name.
SPELLING = [("&#34;", '"'), ("&#39;", "'"), ("\u00a0", "&nbsp;")]


def differs(html: str) -> bool:
    sane = nh3.clean(html, tags=set(ALLOWED), attributes=ALLOWED, link_rel=None)
    plain = str(html)  # Markup would escape what it replaces
    for ours, theirs in SPELLING:
        plain = plain.replace(ours, theirs)
    return sane != plain


@pytest.mark.parametrize("shown", [35, 7, None])
def test_nothing_is_taken_from_hostile_comments(shown):
    assert [text for text in TEXTS if differs(to_html(text, address_length=shown))] == []


@given(st.text())
def test_nothing_is_taken_from_any_comment(text):
    assert not differs(to_html(text))


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>a</b></p>",
        "<p class=a>a</p>",
        '<p><a href="javascript:a">a</a></p>',
        "<p>a & b</p>",
        "<p>a<br>",
        "<p>a<!-- b --></p>",
        "<p>a\x00</p>",
    ],
)
def test_the_witness_sees(html):
    assert differs(html)
