"""HTML of articles as Markdown: what each element becomes; whatever it is, the page shows the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.importers import html_comparison, prose, trivial_blocks
from plugins.importers.prose import TooDeep

CASES = [
    ("<p>Un <b>mot</b> <i>et</i> <code>x_y</code>.</p>", "Un **mot** *et* `x_y`."),
    ("<h3>Un titre</h3>\n<p>Texte.</p>", "### Un titre\n\nTexte."),
    ("<ul><li>un<ul><li>deux</li></ul></li></ul>", "- un\n    - deux"),
    ("<ol><li>un</li><li>deux</li></ol>", "1. un\n2. deux"),
    ("<blockquote><p>cité</p><p>encore</p></blockquote>", "> cité\n>\n> encore"),
    ('<p><img src="/public/.x_m.jpg" alt="La plage" /></p>', "![La plage](/public/.x_m.jpg)"),
    ('<p><a href="http://a.fr/?b=1&amp;c=2">lien</a></p>', "[lien](http://a.fr/?b=1&c=2)"),
    ("<pre>C:\\new\n\t1 &lt; 2</pre>", "```\nC:\\new\n\t1 < 2\n```"),
    ("<pre><em>\n \n</em></pre>", None),
    ("<table><thead><tr><th>An</th></tr></thead><tbody><tr><td>a|b</td></tr></tbody></table>",
     "| An |\n| --- |\n| a\\|b |"),
    ("un texte nu, <em>sans</em> paragraphe", "un texte nu, *sans* paragraphe"),
    ("<p>2 * 3 * 4, a_b_c, [x], &lt;b&gt; # ` \\</p>", None),
    ("<p># non</p><p>1. non</p><p>- non</p><p>&gt; non</p><p>+ non</p><p>: non</p><p>===</p>", None),
    ("<p>Title: non</p>", None),
    ('<p><abbr title="x">HTML</abbr>, H<sub>2</sub>O.</p>', '<abbr title="x">HTML</abbr>, H<sub>2</sub>O.'),
    ('<p>Note<sup>[<a href="#pnote-1-1" id="rev-pnote-1-1">1</a>]</sup>.</p>', None),
    ('<div class="footnotes"><h4>Note</h4><p>[<a href="#r" id="n">1</a>] Une.</p></div>', None),
    ("<dl><dt>a</dt><dd>b</dd></dl>", None),
    ('<object data="/public/x.swf"><param name="a" value="b"/></object>', None),
    ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n<!-- -->\n\n- b"),
    ("<table><tr><td>a</td><td>b<br/>c</td></tr></table>", None),
    ("<p>[TOC]</p><p>*[x]: y</p><p>[1]: http://x.fr</p><p>[^1]: note</p><p>a {: .b }</p>", None),
    ("<p>a</p><!-- secret --><hr/><p>b</p>", "a\n\n---\n\nb"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("html", "markdown"), CASES)
def test_what_becomes_of(html, markdown):
    text, proved = prose.markdown(html)
    assert proved
    assert markdown is None or text == markdown


WORDS = st.sampled_from([
    "un mot", "a * b * c", "_x_", "[1]", "# d", "1. e", "&lt;b&gt;", "&amp;amp;", "`", "\\", "|", ":", "http://a.fr/_b_",
    "\n", "é", "!", "-", "+ f", "~~~", "<br/>", "{: .a}",
])  # fmt: skip
INLINE, BLOCKS = (
    ("em", "strong", "code", "abbr", "sup", "a"),
    ("p", "ul", "ol", "blockquote", "pre", "h2", "div", "table"),
)


def _inline(name):
    return st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f"<{name}>{' '.join(words)}</{name}>")


LINES = st.lists(st.one_of(WORDS, *map(_inline, INLINE)), max_size=4).map(" ".join)


def _block(name):
    inner = {
        "ul": "<li>%s</li>",
        "ol": "<li>%s</li>",
        "blockquote": "<p>%s</p>",
        "table": "<tr><td>%s</td></tr>",
    }
    return LINES.map(lambda line: f"<{name}>{inner.get(name, '%s').replace('%s', line)}</{name}>")


@given(st.lists(st.one_of(LINES, *map(_block, BLOCKS)), max_size=4).map("\n".join))
def test_whatever_it_is_the_page_shows_the_same(html):
    """Markdown or HTML: the site's renderer shows what the source showed."""
    text, proved = prose.markdown(html)
    again, _ = prose.markdown(html)
    assert text == again
    assert proved


PLAIN = st.sampled_from([
    "un mot", "« deux »", "(trois)", "l'été", "3.", "-", "+", ":", "!", "=", "\n", "http://a.fr", "#",
    "Fin.", "é", '"a"', "<em>grave</em>", "<strong>très grave</strong>", '<a href="/x/">a, b</a>',
    '<a href="http://a.fr/b?c=1">là</a>', "<b>gras</b>,", "(<i>it</i>)", "<br>", "*", "1. x", "- y",
    "Mot: z", "<code>c</code>", "<em> </em>",
])  # fmt: skip
SENTENCES = st.lists(PLAIN, min_size=1, max_size=5).map(lambda words: "Un " + " ".join(words))
PLAIN_BLOCKS = st.one_of(
    SENTENCES.map(lambda line: f"<p>{line}</p>"),
    SENTENCES.map(lambda line: f"<h3>{line}</h3>"),
    st.tuples(st.sampled_from(["ul", "ol"]), st.lists(SENTENCES, min_size=1, max_size=3)).map(
        lambda pair: f"<{pair[0]}>" + "".join(f"<li>{line}</li>" for line in pair[1]) + f"</{pair[0]}>"
    ),
)


@given(st.lists(PLAIN_BLOCKS, min_size=1, max_size=4).map("\n".join))
def test_what_is_obvious_is_so(html):
    """Rendered all the same, it gives the same Markdown, and is proved."""
    quick = prose.markdown(html)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "are_trivial", lambda _: False)
        assert prose.markdown(html) == quick


def test_much_of_a_blog_is_obvious():
    html = "<h2>Un titre</h2><p>Des mots, <em>graves</em>.</p><ul><li>un <a href='/x/'>lien</a></li></ul>"
    assert trivial_blocks.are_trivial(list(html_comparison.parsed(html).children))


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="{static}/../var/moderation/pending/1.txt">x</a></p>',
        '<p><img src="|static|/x.png" alt=""/></p>',
        '<p><a href="http://a.fr" title=\'src="{static}/x"\'>x</a></p>',
        "<div><video poster='{attach}x.png'></video></div>",
    ],
)
def test_no_attribute_gives_pelican_an_order(html):
    """Else a publication would copy a file that the export names, from anywhere."""
    text, _ = prose.markdown(html)
    assert "{static}" not in text and "|static|" not in text and "{attach}" not in text


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>un\n<p>deux\n<p>trois", "un\n\ndeux\n\ntrois"),
        ("<p>mot" * 100, "\n\n".join(["mot"] * 100)),
        ("<ul><li>un<li>deux<ul><li>trois<li>quatre</ul></ul>", "- un\n- deux\n    - trois\n    - quatre"),
        ("<p>un<ul><li>deux</ul><p>trois", "un\n\n- deux\n\ntrois"),
        ("<p>un<h3>deux</h3>trois</p>", "un\n\n### deux\n\ntrois"),
    ],
)
def test_end_tags_that_were_left_out(html, markdown):
    assert prose.markdown(html) == (markdown, True)


def test_what_no_person_nested_so_is_refused():
    with pytest.raises(TooDeep, match="more than 40 elements in one another"):
        prose.markdown("<div>" * 41)
