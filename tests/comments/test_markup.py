"""A visitor's text as HTML: what was typed is what is read."""

import re
import unicodedata

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from plugins.comments.links import find
from plugins.comments.markup import to_html, whole
from plugins.common.text import clean
from tests.comments.folded import folded

A = '<a href="{0}" title="{0}" rel="ugc nofollow noopener">{1}</a>'
G = '<span class="glued">'
Q = '<span class="quoted">'
LONG = "https://www.lemonde.fr/politique/article/2020"
CUT = A.format(LONG, f'{LONG[:35]}<span class="rest">{LONG[35:]}</span>')


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("> a\n>b\nc > d", f"<p>{Q}&gt; a</span><br>\n{Q}&gt;b</span><br>\nc &gt; d</p>"),
        ("Une « solution » !", f"<p>Une {G}« s</span>olutio{G}n » !</span></p>"),
        ("« a » ? Ou\u0300 :", f"<p>{G}« a » ?</span> O{G}u\u0300 :</span></p>"),
        ("« www.a.fr »", f"<p>{G}« " + A.format("http://www.a.fr", "www.a.fr") + " »</span></p>"),
        (f"{LONG} !", f"<p>{G}{CUT} !</span></p>"),
        ("www.a.fr\n!", "<p>" + A.format("http://www.a.fr", "www.a.fr") + "<br>\n!</p>"),
        ('« "a" ! & ;', f"<p>{G}« &#34;</span>a{G}&#34; !</span> {G}&amp; ;</span></p>"),
        ("&amp; !  ?", "<p>&amp;amp; !  ?</p>"),
        ("> a ;\nb", f"<p>{Q}&gt; {G}a ;</span></span><br>\nb</p>"),
        ("> www.a.fr", f"<p>{Q}&gt; " + A.format("http://www.a.fr", "www.a.fr") + "</span></p>"),
        (" \n\t\n\u00a0", ""),
        ("a", "<p>a</p>"),
        ("  a  b\t", "<p>  a  b\t</p>"),
        ("a\nb", "<p>a<br>\nb</p>"),
        ("a\r\nb\rc", "<p>a<br>\nb<br>\nc</p>"),
        ("a\n\nb", "<p>a</p>\n\n<p>b</p>"),
        ("a \n \t\n\n  b", "<p>a </p>\n\n<p>  b</p>"),
        ("\n \n  a\nb \n\n \n", "<p>  a<br>\nb </p>"),
        ("<b>&amp;</b> \"'", "<p>&lt;b&gt;&amp;amp;&lt;/b&gt; &#34;&#39;</p>"),
        ("a\x00b", "<p>a\ufffdb</p>"),
        ("<http://a.fr/x>", "<p>&lt;" + A.format("http://a.fr/x", "http://a.fr/x") + "&gt;</p>"),
        ("http://a.fr/?a=1&b='", "<p>" + A.format(*["http://a.fr/?a=1&amp;b="] * 2) + "&#39;</p>"),
        ("http://a.fr/L'é", "<p>" + A.format("http://a.fr/L&#39;%C3%A9", "http://a.fr/L&#39;é") + "</p>"),
        ("http://a.fr/x\nwww.b.fr/y", "<p>" + A.format(*["http://a.fr/x"] * 2) + "<br>\n"
         + A.format("http://www.b.fr/y", "www.b.fr/y") + "</p>"),
        (LONG, f"<p>{CUT}</p>"),
        (LONG[:35], "<p>" + A.format(LONG[:35], LONG[:35]) + "</p>"),
        (LONG[:36], "<p>" + A.format(LONG[:36], f'{LONG[:35]}<span class="rest">{LONG[35]}</span>') + "</p>"),
    ],
)  # fmt: skip
def test_to_html(text, html):
    made = to_html(text)
    assert made == html
    assert isinstance(made, Markup)


def test_the_cut_can_be_turned_off_and_moved():
    assert "span" not in to_html(LONG, address_length=None)
    assert f'{LONG[:10]}<span class="rest">{LONG[10:]}<' in to_html(LONG, address_length=10)


def test_www_can_be_turned_off():
    assert to_html("www.a.fr", www=False) == "<p>www.a.fr</p>"


@pytest.mark.parametrize(
    ("tail", "shown_part"),
    [
        ("e\u0301x", "e\u0301"),
        ("e\u0301\u0327x", "e\u0301\u0327"),
        ("👩\u200d🔬x", "👩\u200d🔬"),
        ("👍🏽x", "👍🏽"),
        ("❤\ufe0fx", "❤\ufe0f"),
    ],
)
def test_the_cut_tears_no_sign(tail, shown_part):
    address = "http://a.fr/".ljust(34, "x") + tail
    soup = BeautifulSoup(to_html(address), "html.parser")
    assert soup.a.contents[0] == "http://a.fr/".ljust(34, "x") + shown_part
    assert soup.span.get_text() == "x"


def test_the_rest_is_never_empty():
    assert "span" not in to_html("http://a.fr/".ljust(34, "x") + "e\u0301\u0301")


PIECES = [
    "http://a.fr/", "https://exemple.org/un/chemin/assez/long/pour/une/coupe", "www.a.fr/é", "<p>",
    "</p>", "<br>", "<script>", "-->", "&amp;", "&#39;", '"', "'", "\n", "\n\n", " \n\t\n", "\r\n", " ",
    "\t", "\xa0", "\x00", "\ud800", "\ufffe", "\u200b", "́", "...", "…", "»", "user@", ":pass@b.fr", "é",
    "x", "<a href=", "]]>",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text()


@given(texts, st.none() | st.integers(1, 60))
def test_the_text_is_kept(text, shown):
    """Read by an HTML5 parser; BeautifulSoup would shorten the white space between paragraphs."""
    fragment = html5lib.parseFragment(str(to_html(text, address_length=shown)))
    assert "".join(fragment.itertext()) == folded(text)


@given(texts)
def test_nothing_but_p_br_a_and_span(text):
    soup = BeautifulSoup(to_html(text), "html.parser")
    for tag in soup.descendants:
        if isinstance(tag, Tag):
            allowed = {"p": [], "br": [], "a": ["href", "title", "rel"], "span": ["class"]}
            assert list(tag.attrs) == allowed[tag.name]
    for link in soup.find_all("a"):
        assert re.match(r"https?://[^/?#@]+(?:[/?#]|$)", str(link["href"]))
        assert link["rel"] == ["ugc", "nofollow", "noopener"]


@given(texts)
def test_cleaning_before_changes_nothing(text):
    assert to_html(clean(text)) == to_html(text)


@given(texts)
def test_every_link_that_is_found_is_made(text):
    made = [a["href"] for a in BeautifulSoup(to_html(text), "html.parser").find_all("a")]
    assert made == [link.href for link in find(clean(text))]


@given(st.text(min_size=1, max_size=6))
def test_a_cut_never_begins_with_a_mark(tail):
    soup = BeautifulSoup(to_html("http://a.fr/".ljust(33, "x") + tail), "html.parser")
    for rest in soup.select(".rest"):
        assert rest.get_text()
        assert not unicodedata.category(rest.get_text()[0]).startswith("M")


@given(texts, st.integers(1, 60))
def test_a_cut_is_undone(text, shown):
    made = whole(to_html(text, address_length=shown))
    assert made == whole(to_html(text, address_length=None)) and "<span" not in made


@given(texts)
def test_spans_are_looks_alone(text):
    """A French sign and its word, a quoted line: what a feed gets says the same."""
    html = to_html(text, address_length=None)
    assert (
        BeautifulSoup(whole(html), "html.parser").get_text() == BeautifulSoup(html, "html.parser").get_text()
    )


def test_of_nothing_but_white_space_nothing_is_left():
    assert to_html("  \n \n\t") == ""
