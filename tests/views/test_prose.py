"""What is told of an article's HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.views import prose


def test_plain_text_of_html():
    assert (
        prose.plain('<p>Un <em>mot</em><sup id="fnref:1"><a href="#fn:1">1</a></sup> &amp;\n deux</p>')
        == "Un mot & deux"
    )


def test_no_break_spaces_stay():
    assert prose.plain("<p>«\u00a0un\u00a0»\u202f? &nbsp;\n oui</p>") == "«\u00a0un\u00a0»\u202f? \u00a0 oui"
    assert prose.summary("<p>12\u202f000\u00a0€</p>") == "12\u202f000\u00a0€"


def test_reading_time():
    assert [prose.reading_minutes("mot " * n) for n in (0, 1, 299, 301, 1000)] == [1, 1, 1, 2, 5]


@given(st.text("aé’ \n\t\u00a0\u202f"))
def test_words_are_counted_as_if_each_was_taken(text):
    assert prose._words(text) == len(text.split())


def test_a_summary_is_escaped_text():
    assert prose.summary("<h2>Titre</h2><p>3 &lt; 4 <b>et</b></p><p>suite</p>") == "3 &lt; 4 et"
    long = prose.summary(f"<p>{'mot ' * 100}</p>")
    assert long.endswith("mot mot…") and len(long.split()) == 60


@pytest.mark.parametrize(
    "html",
    [
        '<p><img alt="une plage" src="a.png"></p>\n<p>Vrai début.</p>\n<p>Suite.</p>',
        '<p><a href="b"><img alt="" src="a.png"></a></p><p class="x">Vrai début.</p>',
        "<figure><img alt='c' src='a.png'></figure><p>\u00a0</p><p>* * *</p><pre>x</pre><P>Vrai début.</P>",
    ],
)
def test_a_summary_is_of_the_first_paragraph_that_has_words(html):
    assert prose.summary(html) == "Vrai début."


@pytest.mark.parametrize(
    ("html", "summary"),
    [
        ("<p>Un<br>deux</p>", "Un deux"),
        ("<ul><li>un</li><li>deux</li></ul>", "un deux"),
        ("<table><tr><th>a</th><td>b</td></tr></table>", "a b"),
        ("<div>Un</div><div>deux</div>", "Un deux"),
        ("<p>m<i>o</i>t, H<sub>2</sub>O</p>", "mot, H<sub>2</sub>O"),
        ("<video src=a><p>Pas de film ici.</p></video>\n<p>Vrai début.</p>", "Vrai début."),
        ('<p><a class="embed" href="x">Voir sur y.fr</a></p><p>Vrai début.</p>', "Vrai début."),
    ],
)
def test_words_on_both_sides_of_a_border_stay_two(html, summary):
    assert prose.summary(html) == summary


def test_of_images_alone_a_summary_is_what_they_show():
    assert prose.summary('<p><img alt="une &lt;plage" src="a.png"></p>') == "une &lt;plage"
    assert prose.summary("<h2>Titre</h2>\n<ul><li>un</li></ul>") == "Titre un"
    assert prose.summary('<p><img alt="" src="a.png"></p>') == ""


def test_a_summary_keeps_what_is_raised_and_small_capitals():
    html = (
        '<p>Le XIX<sup>e</sup>, la <span class="caps">SNCF</span>, CO<sub>2</sub> <b>&amp;</b>\ue000 a.</p>'
    )
    kept = 'Le XIX<sup>e</sup>, la <span class="caps">SNCF</span>, CO<sub>2</sub> &amp; a.'
    assert prose.summary(html) == kept
    assert prose.plain(kept) == "Le XIXe, la SNCF, CO2 & a."
    assert prose.summary('<p>a<sup id="fnref:1"><a href="#fn:1">1</a></sup> <sup><i>b</i></sup></p>') == "a b"


def test_an_element_that_is_cut_in_two_is_closed():
    cut = prose.summary(f"<p>{'mot ' * 59}<sup>un deux</sup> trois</p>")
    assert cut.endswith("mot <sup>un…</sup>")


def test_an_ellipsis_follows_its_word():
    assert prose.summary(f"<p>{'mot ' * 59}mot, mot</p>").endswith("mot mot…")
    assert prose.description("a" * 150 + "\u00a0: " + "b" * 20) == "a" * 150 + "…"


def test_a_summary_of_ones_own_loses_its_paragraph():
    assert prose.unwrapped("<p>un <b>a</b>\n&lt;</p>\n") == "un <b>a</b>\n&lt;"
    for whole in ("un", "<p>un</p><p>deux</p>", "<ul><li><p>un</p></li></ul>"):
        assert prose.unwrapped(whole) == whole


def test_a_description_keeps_whole_words():
    text = "abcdefghi " * 30
    assert prose.description("court") == "court"
    cut = prose.description(text.strip())
    assert cut.endswith("abcdefghi abcdefghi…") and len(cut) <= 160


def test_what_is_not_ordinary_is_read_with_care():
    assert prose.plain("<p>un<!-- <b> --> deux</p>") == "un deux"
    assert prose.plain("<p>3 < 4") == "3 < 4"
    assert prose.plain("un\u2009deux\tet\u00a0trois") == "un deux et\u00a0trois"


def test_of_a_long_word_behind_a_short_one_the_beginning_is_kept():
    assert prose.shortened(f"Voir https://exemple.fr/{'a' * 60}", 30) == "Voir https://exemple.fr/aaaaaa…"


def test_what_just_fits_is_not_shortened():
    assert (prose.shortened("un deux", 7), prose.shortened("un deux", 6)) == ("un deux", "un…")
