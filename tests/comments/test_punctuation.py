"""Signs and their words. That the pattern is tried in the right places, the pattern at every character tells;
what it takes in, `test_markup.py` too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.comments import punctuation
from plugins.comments.punctuation import GLUED, glue

LINK = '<a href="http://a.fr/" title="http://a.fr/" rel="ugc nofollow noopener">a.fr</a>'
CUT = LINK.replace("a.fr</a>", 'a.<span class="rest">fr</span></a>')
PIECES = (
    "«", "»", "« ", " »", " ", " !", " ?", " ;", " :", "!", ";", "&", "&amp;", "&#34;", "&lt;", "a", "é",
    "e\u0301", "\u0301", "\u200d", "\u00a0", "\n", LINK, CUT,
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_same_as_the_pattern_at_every_character(html):
    assert glue(html) == punctuation._GLUED.sub(lambda signs: f"{GLUED}{signs[0]}</span>", html)


@pytest.mark.parametrize(
    ("html", "glued"),
    [
        ("Ah !", "A[h !]"),
        ("« Oui » ?", "[« O]u[i » ?]"),
        (f"Voir {LINK} ; puis", f"Voir [{LINK} ;] puis"),
        ("x &amp; : y", "x [&amp; :] y"),
        ("e\u0301 !", "[e\u0301 !]"),
        ("Ah!", "Ah!"),
        ("\n !", "\n !"),
    ],
)
def test_a_sign_is_glued_to_the_word_it_belongs_to(html, glued):
    assert glue(html) == glued.replace("[", GLUED).replace("]", "</span>")
