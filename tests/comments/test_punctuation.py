"""Signs and their words: the pattern, tried at every character, is the oracle."""

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
