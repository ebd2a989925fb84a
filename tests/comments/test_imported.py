"""Imported HTML comments: what the allow-list leaves."""

import re

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from plugins.comments.imported import clean_html

REL = 'rel="ugc nofollow noopener"'


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("", ""),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),
        ("<em>a</em> <strong>b</strong> <q>c</q>", "<em>a</em> <strong>b</strong> <q>c</q>"),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("<li>a</li>b</li>", "ab"),
        ("<del><li>a<ul><li>b</ul></li></del>", "<del>a<ul><li>b</li></ul></del>"),
        ("<ul><li>a<ol><li>b</ol>c</ul><li>d", "<ul><li>a<ol><li>b</li></ol>c</li></ul>d"),
        ('<a href="http://a.fr/<ul>">a</a><li>b', f'<a href="http://a.fr/&lt;ul&gt;" {REL}>a</a>b'),
        ("<pre><code>a  b</code></pre>", "<pre><code>a  b</code></pre>"),
        ("<blockquote><p>a</p></blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("<del>a</del><ins>b</ins>", "<del>a</del><ins>b</ins>"),
        ("<sub>c</sub><sup>d</sup>", "<sub>c</sub><sup>d</sup>"),
        ("<b>a</b><img src=x onerror=alert(1)>", "a"),
        ("<script>alert(1)</script><style>a</style>b", "b"),
        ("<p onclick=alert(1) style=a class=b id=c>a</p>", "<p>a</p>"),
        ("<!-- a -->b", "b"),
        ('<a href="http://a.fr/x" title="t" target="_blank">a</a>', f'<a href="http://a.fr/x" {REL}>a</a>'),
        ('<a href="HTTPS://a.fr">a</a>', f'<a href="HTTPS://a.fr" {REL}>a</a>'),
        ('<a rel="me" href="http://a.fr/">a</a>', f'<a href="http://a.fr/" {REL}>a</a>'),
        ("a\x00b&#1;c&#13;d", "a\ufffdb\ufffdc\nd"),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)  # fmt: skip
def test_clean_html(html, cleaned):
    made = clean_html(html)
    assert made == cleaned
    assert isinstance(made, Markup)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,a",
        "vbscript:a",
        "mailto:a@b.fr",
        "ftp://a.fr/",
        "//a.fr/x",
        "/x",
        "x.html",
        "#x",
        "?x",
        "",
        "http:a.fr",
        "http:///a.fr",
        "http://user:pass@a.fr/",
        "http://www.paypal.com\\@a.fr/",
        "ht\ntp://a.fr/",
        "http://a\n@b.fr/",
    ],
)
def test_a_link_that_leads_nowhere_loses_its_address(href):
    soup = BeautifulSoup(clean_html(f'<a href="{href}">a</a>'), "html.parser")
    assert soup.a is not None and "href" not in soup.a.attrs
    assert soup.get_text() == "a"


TAGS = {
    "p", "br", "a", "em", "strong", "blockquote", "ul", "ol", "li", "code", "pre", "del", "ins", "q",
    "sub", "sup",
}  # fmt: skip
PIECES = [
    "<p>", "</p>", "<a href='", "<a href=http://a.fr>", "'>", "</a>", "<script>", "</script>", "<svg>",
    "<math>", "<style>", "<!--", "-->", "javascript:", "http://", "&#x6a;", "&#1;", "\x00", "\ud800",
    "<pre>", "x", " ", "\n", "<template>", "<noscript>", "<b onclick=a>", "<em>", "</em>", "]]>",
    "<![CDATA[", "&lt;", "<li>", "user@", "<p title=a lang=fr>", "&#13;", "</pre>", "\ufeff", "<ul>", "</li>",
]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("http://y.fr/z", "<L>http://y.fr/z</a>"),
        ("<p>un <strong>gras</strong> et http://y.fr/z.</p>", "<p>un <strong>gras</strong> et <L>http://y.fr/z</a>.</p>"),
        ("a<br>http://y.fr/z<br>b", "a<br><L>http://y.fr/z</a><br>b"),
        ("<em>(http://y.fr/z)</em>\u00a0! &amp; http://y.fr/z", "<em>(<L>http://y.fr/z</a>)</em>&nbsp;! &amp; <L>http://y.fr/z</a>"),
        ("<p>http://y.fr/z</p><p>b</p>", "<p><L>http://y.fr/z</a></p><p>b</p>"),
        ("<code>http://y.fr/z</code> <pre>http://y.fr/z</pre>", "<code>http://y.fr/z</code> <pre>http://y.fr/z</pre>"),
        ("<pre>a</pre>http://y.fr/z", "<pre>a</pre><L>http://y.fr/z</a>"),
        ("http://y.fr/<em>z</em>", "http://y.fr/<em>z</em>"),
        ("<em>b</em>http://y.fr/z", "<em>b</em>http://y.fr/z"),
        ("http://a@y.fr/ javascript:x", "http://a@y.fr/ javascript:x"),
    ],
)  # fmt: skip
def test_addresses_in_the_text_are_links(html, cleaned):
    assert clean_html(html) == cleaned.replace("<L>", f'<a href="http://y.fr/z" {REL}>')


def test_an_address_with_signs_of_html():
    href = "http://y.fr/?a=1&amp;b='2"
    assert (
        clean_html("http://y.fr/?a=1&amp;b='2")
        == f'<a href="{href.replace(chr(39), "&#x27;")}" {REL}>{href}</a>'
    )


@pytest.mark.parametrize("before", ["</a>", "<li>", "<b>", "<!-- -->", "&#13;"])
def test_a_newline_that_begins_a_pre_is_text(before):
    """However it came there, it is there for a reader, and for whoever cleans it again."""
    newline = "" if before.startswith("&") else "\n"
    made = clean_html(f"<pre>{before}{newline}a</pre>")
    assert made == clean_html(made) == "<pre>\n\na</pre>"


def test_a_newline_that_a_parser_drops_is_none():
    assert clean_html("<pre>\na</pre>") == clean_html("<pre>&#10;a</pre>") == "<pre>a</pre>"


@pytest.mark.parametrize("html", ["\ufeff\ufeffa", "</a>\ufeffa", "<li>\ufeffa"])
def test_no_byte_order_mark_comes_first(html):
    """Parsers drop one that does: cleaned again it would be another text."""
    assert clean_html(html) == "a"


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text())
def test_nothing_but_the_list(html):
    made = clean_html(html)
    for tag in BeautifulSoup(f"<div>{made}</div>", "html.parser").div.descendants:
        if isinstance(tag, Tag):
            assert tag.name in TAGS
            assert set(tag.attrs) <= ({"href", "rel"} if tag.name == "a" else set())
            assert re.match(r"(?i)https?://[^/@]", str(tag.get("href", "http://a")))
    assert clean_html(made) == made
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x84\ud800-\udfff\ufffe\uffff]", made)
