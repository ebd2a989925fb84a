"""What each filter of typogrify does in French, and so which ones `finish` uses."""

import pytest
from typogrify import filters

from plugins.typography import finish as finishing
from plugins.typography.finish import finish
from plugins.typography.signs import NBSP, NNBSP


def test_caps_is_used_word_by_word():
    """Right for acronyms; over a whole text it takes initials for one and goes into the names of entities."""
    assert filters.caps("la CGT") == 'la <span class="caps">CGT</span>' == finish("la CGT")
    assert "caps" in filters.caps(f"dit M.{NBSP}X.{NBSP}hier")
    assert "caps" not in finish(f"dit M.{NBSP}X.{NBSP}hier")
    assert filters.caps("&AMP;") == '&<span class="caps">AMP</span>;'
    assert finish("&AMP;") == "&AMP;"


def test_caps_would_change_code_and_addresses():
    assert "caps" in filters.caps("<code>SNCF</code>")
    assert "caps" in filters.caps('<a href="http://a.fr/SNCF">http://a.fr/SNCF</a>')


def test_widont_is_used_in_headings_only():
    """Over everything it makes a wide space of the fine one before the last sign, and glues paragraphs."""
    assert filters.widont(f"<p>la police{NNBSP}?</p>") == "<p>la police&nbsp;?</p>"
    assert filters.widont("<p>un deux trois quatre</p>") == "<p>un deux trois&nbsp;quatre</p>"
    assert finish("<h2>un deux trois quatre</h2>") == f"<h2>un deux trois{NBSP}quatre</h2>"
    assert finish(f"<h2>que fait la police{NNBSP}?</h2>") == f"<h2>que fait la police{NNBSP}?</h2>"
    assert finish("<p>un deux trois quatre</p>") == "<p>un deux trois quatre</p>"


def test_widont_alone_is_not_idempotent():
    once = filters.widont("<h2>un deux trois quatre</h2>")
    assert filters.widont(once) != once


def test_smartypants_is_not_used():
    """English quotation marks, a dash of the wrong length, a quotation mark for an apostrophe."""
    assert filters.smartypants('"oui"') == "&#8220;oui&#8221;"
    assert filters.smartypants("un -- deux") == "un &#8212; deux"
    assert filters.smartypants("ah 'tain") == "ah &#8216;tain"


def test_initial_quotes_is_not_used():
    """It hangs English and straight marks, and does not know guillemets."""
    assert filters.initial_quotes(f"<p>«{NBSP}oui{NBSP}»</p>") == f"<p>«{NBSP}oui{NBSP}»</p>"
    assert "dquo" in filters.initial_quotes('<p>"oui</p>')


def test_amp_is_not_used():
    """An ornament of English book covers; French keeps `&` for names of firms and does not set it apart."""
    assert filters.amp("Durand &amp; fils") == 'Durand <span class="amp">&amp;</span> fils'


def test_titlecase_is_not_used():
    """French titles have no capital on each word."""
    assert filters.titlecase("le temps des cerises") == "Le Temps Des Cerises"


HTML = [
    *[
        "<p>La CGT et le RSA</p>",
        "<p>S.N.C.F.</p>",
        "<p>2KU2 et A4 et B52B</p>",
        "<p>JO'S</p>",
        "<p>A B C</p>",
    ],
    *["<p>rien ici</p>", "<p>é</p>", "", "texte", "<h2>un deux trois quatre</h2>", "<h3>un deux</h3>"],
    *["<p>A٣B</p>", "<p>A...B</p>", "<p>A.B</p>", "<p>12.34</p>"],
    *[
        f'<h2 id="a">{text}</h2>'
        for text in (
            "un deux trois quatre",
            "un deux trois quatre ?",
            "un deux trois interminablement",
            "un deux trois \n quatre ",
            "un deux <em>trois</em> quatre",
            "un deux trois",
            "",
            f"{'un deux ' * 70} trois",
        )
    ],
]


@pytest.mark.parametrize("html", HTML)
def test_the_guards_change_nothing_but_the_work(html, monkeypatch):
    guarded = finish(html)
    monkeypatch.setattr(finishing, "_may_hold_acronym", lambda html: True)
    assert finish(html) == guarded


@pytest.mark.parametrize("html", [html for html in HTML if "<h" not in html])
def test_words_by_themselves_are_what_the_filter_does_to_all(html):
    assert finish(html) == filters.caps(html)


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="un">un deux trois quatre</h2><p>un deux trois quatre</p>',
        "<h2>un deux trois quatre</h2>",
        "<h2>un deux trois <em>quatre cinq</em></h2>",
    ],
)
def test_in_another_version_every_heading_is_left_to_widont(pretend, monkeypatch, html):
    here = finish(html)
    pretend("typogrify", "2.0.7")
    assert finish(html) == here
    monkeypatch.setattr(filters, "widont", lambda heading: f"{heading}!")
    assert finish(html).count("!") == 1
