"""What holds for any text."""

import re
import xml.etree.ElementTree as etree
from unittest.mock import patch

import markdown
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.typography import french, quotes
from plugins.typography.extension import FrenchTree
from plugins.typography.finish import finish
from plugins.typography.passage import Piece
from plugins.typography.signs import LINE, NBSP, OBJECT, PARAGRAPH, figures
from plugins.typography.titles import title
from tests.typography.test_rules import EXTENSIONS, html

# Pieces that rules look at, thrown together, find more than letters at random.
SIGNS = "\"'«»“”’–—.…,;:!?()[]-/@%€°\u00a0\u202f\u2028\t\n\ufffc19aMXé \u0301"
WORDS = [
    "  ",
    "...",
    "--",
    "---",
    "etc...",
    "l'",
    "'tain",
    "1er",
    "XIXe",
    "2e",
    "10 000",
    "5 km",
    "M. X",
    "n° 5",
]
THINGS = ["http://a.fr/x--y", "a@b.fr", ":-)", ":'(", "::", "mot", "Mot"]
INLINE = ["*", "**", "`", "[x](y)", "&nbsp;", "&quot;", "\\!", "{: lang=en}", "[^1]", "  \n", "\x02", "\x03"]
RAW = ["<b>", "</b>", "<kbd>", "</kbd>", "<span lang=en>", "</span>", "<br>", "<!--", "-->"]
BLOCKS = ["\n\n", "# ", "- "]

PIECES = st.sampled_from([*SIGNS, *WORDS, *THINGS])
TEXTS = st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=60))
MARKDOWN = st.lists(st.one_of(PIECES, st.sampled_from([*INLINE, *RAW, *BLOCKS])), max_size=16).map("".join)


def kept(text):
    return [sign for sign in text if sign.isalnum()]


@given(TEXTS)
@settings(max_examples=1500)
@example('"a "b" c « d" e »')
def test_twice_is_once(text):
    once = title(text, "fr")
    assert title(once, "fr") == once


BLOCK = st.lists(PIECES, max_size=8).map("".join)


def composed(texts):
    pieces = [piece for text in texts for piece in (Piece(text, len(text)), Piece("", -1, seen=PARAGRAPH))]
    return [(each.text, each.slot, each.raised) for each in french.compose(pieces) if each.text]


@given(st.lists(BLOCK, min_size=2, max_size=4))
@settings(max_examples=1500)
@example(['"a', 'b"'])
@example(["'a", "b'"])
@example(["a \u2013 b", "c \u2013 d"])
@example(["a \u2013", "\u2013 b"])
@example(["12", "345 km"])
@example(["M. ", "M. X"])
@example(["1", "er"])
@example(["« ", "a »"])
def test_blocks_composed_together_are_as_each_by_itself(texts):
    assert composed(texts) == [piece for text in texts for piece in composed([text])]


@given(st.lists(st.one_of(PIECES, st.sampled_from([LINE, OBJECT, PARAGRAPH]))).map("".join))
@settings(max_examples=1000)
def test_no_rule_edits_a_sign_that_stands_for_a_thing(text):
    edited = [text[start:end] for rule in french.RULES for start, end, _new in rule(text)]
    assert not {LINE, OBJECT, PARAGRAPH} & {*"".join(edited)}


@given(TEXTS)
@settings(max_examples=500)
def test_letters_and_digits_stay_in_order(text):
    assert kept(title(text, "fr")) == kept(text)


@given(TEXTS)
@settings(max_examples=500)
def test_nothing_but_signs_and_spaces_changes(text):
    signs = re.compile("[\\s\"'«»“”’.…–—-]")
    assert signs.sub("", title(text, "fr")) == signs.sub("", text)


@given(MARKDOWN)
@settings(max_examples=800)
def test_articles_keep_letters_and_markup(text):
    """With the extension and without it: the same elements but <sup>, the same letters and digits."""
    raised = re.compile(r"<sup>([a-z]+)</sup>")
    others = [name for name in EXTENSIONS if name != "toc"]  # a heading's id follows its text
    with_rules, without = html(text, others), html(text, others[:-1])
    assert kept(raised.sub(r"\1", with_rules)) == kept(raised.sub(r"\1", without))


@given(st.text("\"' -.:;!?«»l1er\n", min_size=1).filter(str.strip))
def test_code_is_untouched(text):
    md = markdown.Markdown()
    for tag in ("code", "kbd", "samp", "pre", "script", "style", "textarea"):
        root = etree.Element("div")
        element = etree.SubElement(etree.SubElement(root, "p"), tag)
        element.text = text
        FrenchTree(md, "fr").run(root)
        assert element.text == text and len(element) == 0


@given(MARKDOWN)
@settings(max_examples=400)
def test_the_tree_twice_is_once(text):
    md = markdown.Markdown(extensions=EXTENSIONS)
    md.treeprocessors["french"].run = lambda root: None
    md.treeprocessors.register(_Twice(md, "fr"), "twice", 6)
    md.convert(text)


class _Twice(FrenchTree):
    def run(self, root):
        super().run(root)
        once = etree.tostring(root, encoding="unicode")
        super().run(root)
        assert etree.tostring(root, encoding="unicode") == once


@given(st.one_of(TEXTS, MARKDOWN.map(html)))
@example(html('# "1er&nbsp;\'""{: lang=en}'))
@settings(max_examples=800)
def test_finished_html_keeps_its_text(text):
    """Of HTML as Markdown writes it, which ends lines by a line feed alone."""
    text = text.replace("\r", "\n")
    assert words(finish(text)) == words(text)
    assert finish(finish(text)) == finish(text)


def words(html):
    """Without the marks of acronyms; a space that does not break is one, however it is written."""
    return re.sub(r'<span class="caps">(.*?)</span>', r"\1", html).replace("&nbsp;", NBSP).split()


@given(st.text('"" ab(.', max_size=12))
@example('" "')
@example('"un "deux')
@example('un" deux"')
def test_a_lone_pair_of_marks_is_ranked_like_all_others(text):
    with patch.object(quotes, "_is_one_pair", return_value=False):
        by_rank = quotes.quotes(text)
    assert quotes.quotes(text) == by_rank


@given(st.text() | st.text(SIGNS))
@example(f"1 {OBJECT}")
def test_no_figure_is_overlooked(text):
    assert figures(text) or not re.search(r"\d", text)


def test_what_stands_for_code_is_no_figure():
    assert not figures(f"l’été {OBJECT} !")
