"""Comments back to what was typed into Dotclear's form, by a port of what Dotclear made of it; and whatever
form its wiki gave a comment, by the words that are seen."""

import re
from html import escape

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.comments.imported import clean_html
from plugins.importers.comment_text import comment_text

_URL = re.compile(r'(?<![\[|])(http://|https://|ftp://|news:)([^"\s)!]+)')
PIECES = st.sampled_from([
    "https://exemple.fr/dossier/article-tres-long.html?x=1&y=2", "http://a.fr/é/à?q=<b>", "www.a.fr",
    "a@b.fr", "&amp;", "<b>", "gras</b>", "&", '"cité"', "«\u00a0oui\u00a0»", "...", "1 < 2", "mot", "été",
    "\u2028", "!", ")", "(",
])  # fmt: skip
TYPED = st.lists(st.one_of(PIECES, st.sampled_from([" ", "\n", "\n\n", "  "])), max_size=14).map("".join)


def dotclear(text):
    """As initWikiSimpleComment and wiki2xhtml make it (class.wiki2xhtml.php:266-394): addresses become links
    with a label of 35 bytes of what is escaped already, lines end in <br />, empty ones end a paragraph."""
    blocks, block = [], []
    for line in [*re.split(r"\n", text), ""]:
        if line and line != "0":
            block.append(_linked(line).strip(" \t"))
        elif block:
            blocks.append(f"<p>{'<br />'.join(block)}</p>".replace("<br />", "<br />\n"))
            block = []
    return "\n\n\n".join(blocks)


def _linked(line):
    found, end = "", 0
    for match in _URL.finditer(line):
        url = escape(match[0], quote=False)
        label = url.encode()
        cut = label[:35].decode("utf-8", "ignore") + "..." if len(label) > 35 else url
        href = url.replace('"', "&quot;")
        found += escape(line[end : match.start()], quote=False) + f'<a href="{href}" title="{href}">{cut}</a>'
        end = match.end()
    return found + escape(line[end:], quote=False)


def trimmed(text):
    """What Dotclear itself did not keep: spaces at the edges of lines, more than one empty line."""
    lines = "\n".join(line.strip(" \t") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n ")


def seen(html):
    """The words that a reader sees, without what no browser shows."""
    return " ".join("".join(html5lib.parseFragment(html).itertext()).split())


@given(TYPED)
def test_what_was_typed_is_had_again(text):
    found = comment_text(dotclear(text))
    assert found.format == "text"
    assert found.text == trimmed(text)


ELEMENTS = (
    "em",
    "strong",
    "code",
    "del",
    "ins",
    "q",
    "sup",
    "blockquote",
    "ul",
    "li",
    "pre",
    "p",
    "abbr",
    "span",
    "div",
)


def _wrapped(children):
    return st.tuples(st.sampled_from(ELEMENTS), st.lists(children, max_size=3)).map(
        lambda pair: f"<{pair[0]}>{' '.join(pair[1])}</{pair[0]}>"
    )


MARKED = st.recursive(
    st.sampled_from(["un", "deux &amp; trois", "&lt;b&gt;", '<a href="http://a.fr/x">là</a>', "<br />"]),
    _wrapped,
)


@given(st.lists(MARKED, max_size=4).map(" ".join))
def test_whatever_the_form_the_words_stay(html):
    found = comment_text(html)
    shown = seen(clean_html(found.text)) if found.format == "html" else " ".join(found.text.split())
    assert (
        shown.replace("http://a.fr/x", "là").split()
        == seen(html.replace("><", "> <").replace("<br />", " ")).split()
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Un<br />\ndeux</p>\n\n\n<p>trois</p>", "Un\ndeux\n\ntrois"),
        ("sans paragraphe", "sans paragraphe"),
        ("<p>espace&nbsp;: insécable</p>", "espace\u00a0: insécable"),
        ("<p>jamais fermé <a href='http://a.fr/'>http://a.fr/", "jamais fermé http://a.fr/"),
        ("<p>&amp;lt; reste &lt;</p>", "&lt; reste <"),
        ('<p><img src="x" alt="un chat" /> dort</p>', "un chat dort"),
        ("", ""),
    ],
)
def test_text(html, text):
    found = comment_text(html)
    assert (found.text, found.format) == (text, "text")


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<blockquote><a href="http://a.fr/x">là</a> un</blockquote>',
         '<blockquote><p><a href="http://a.fr/x">là</a> un</p>\n</blockquote>'),
        ("<ul><div>un</div> un</ul>", "<ul>\nun\nun</ul>"),
        ("<p><b>Gras</b></p><ul><li>un</li></ul>", "<p><strong>Gras</strong></p>\n<ul><li>un</li>\n</ul>"),
        ("<pre>a\n  b</pre>", "<pre>a\n  b</pre>"),
        ("<em>jamais fermé", "<p><em>jamais fermé</em></p>"),
    ],
)  # fmt: skip
def test_form(html, kept):
    found = comment_text(html)
    assert (found.text, found.format) == (kept, "html")


@pytest.mark.parametrize("name", ["address", "center", "fieldset", "article", "figcaption", "menu"])
def test_what_was_a_block_ends_a_line(name):
    assert comment_text(f"<{name}>a</{name}>b").text == "a\n\nb"


@pytest.mark.parametrize("label", ["...", "…", "http...", "http://…"])
def test_a_label_that_shows_nothing_of_its_address_is_no_cut_one(label):
    found = comment_text(f'<a href="http://a.fr/une/page">{label}</a>')
    assert (found.format, found.restored) == ("html", 0)
