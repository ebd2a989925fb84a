"""What WordPress made of a text when it showed it."""

import re
import time

import pytest

from plugins.importers.wordpress import body, paragraphs
from plugins.importers.wordpress.shortcodes import MediaFile, MediaFiles

FILES = MediaFiles({"7": MediaFile("Une photo", "/u/a.jpg"), "8": MediaFile("", "/u/b%20c.jpg")}, ["8"])


def flat(html):
    return re.sub(r"\s+", " ", html).replace("> <", "><").strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un.\nDeux.\n\n\nTrois.", "<p>Un.<br> Deux.</p><p>Trois.</p>"),
        ("Un\r\n\r\nDeux", "<p>Un</p><p>Deux</p>"),
        ("<p>Déjà.</p>\n\nLibre", "<p>Déjà.</p><p>Libre</p>"),
        ("Un <em>mot</em>\nlà", "<p>Un <em>mot</em><br> là</p>"),
        ("Avant\n<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>\nAprès",
         "<p>Avant</p><ul><li>a</li><li>b<br> c</li></ul><p>Après</p>"),
        ("<pre>a\n\nb</pre>\nc", "<pre>a b</pre><p>c</p>"),
        ("<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<div>seul</div>", "<div>seul</div>"),
        ("<h2>Titre</h2>\ntexte", "<h2>Titre</h2><p>texte</p>"),
        ("<table>\n<tr>\n<td>a</td>\n<td>b\n\nc</td></tr></table>",
         "<table><tr><td>a</td><td><p>b</p><p>c</p></td></tr></table>"),
        ('<a\nhref="x">y</a>', '<p><a href="x">y</a></p>'),
        ("a<br>\nb", "<p>a<br> b</p>"),
        ("", ""),
        ("<pre>ouvert\n\ntoujours", "<pre>ouvert<br> toujours"),
    ],
)  # fmt: skip
def test_paragraphs(text, html):
    assert flat(paragraphs.html(text)).replace("</p> <", "</p><") == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('[gallery ids="7,8,9"]',
         '<ul><li><a href="/u/a.jpg">Une photo</a></li><li><a href="/u/b%20c.jpg">b%20c.jpg</a></li></ul>'),
        ("[gallery]", '<ul><li><a href="/u/b%20c.jpg">b%20c.jpg</a></li></ul>'),
        ('[caption width="3"]<img src="a"> Mots[/caption]',
         '<figure><img src="a"><figcaption>Mots</figcaption></figure>'),
        ('[caption width="3" caption="Mots"]<img src="a">[/caption]',
         '<figure><img src="a"><figcaption>Mots</figcaption></figure>'),
        ('[audio mp3="/u/a.mp3"][/audio]', '<p><a href="/u/a.mp3">a.mp3</a></p>'),
        ("[embed]https://v.example/x[/embed]", '<p><a href="https://v.example/x">https://v.example/x</a></p>'),
        ("https://v.example/x", '<p><a href="https://v.example/x">https://v.example/x</a></p>'),
        ('[code lang="php"]a &lt; b\n\nc[/code]', "<pre><code>a &lt; b c</code></pre>"),
        ("[[gallery]] et [note]", "<p>[gallery] et [note]</p>"),
    ],
)  # fmt: skip
def test_shortcodes(text, html):
    assert flat(body.body(text, FILES, "").html) == html


def test_shortcodes_of_plugins_stay_and_are_counted():
    found = body.body('[contact-form-7 id="1"] et [toggle]x[/toggle]', FILES, "")
    assert found.html == '<p>[contact-form-7 id="1"] et [toggle]x[/toggle]</p>' and found.foreign == 2


def test_the_old_host_is_left():
    html = '<a href="https://www.old.example/2020/x/?a=1#c">a</a> <a href="https://new.example/">b</a>'
    assert body.at_home(html, "old.example") == (
        '<a href="/2020/x/?a=1#c">a</a> <a href="https://new.example/">b</a>'
    )


@pytest.mark.parametrize(
    "text",
    ["<pre>" * 200_000, "[gallery " * 100_000, "<!-- wp:a {" * 90_000, "<!--more" * 120_000,
     "<div>" * 100_000, "[caption]" * 100_000, "\n\n" * 300_000, "[a b='" * 100_000],
)  # fmt: skip
def test_a_hostile_text_is_read_in_time(text):
    """A megabyte; ten seconds are fifty times what it takes, and a quadratic pattern takes hours."""
    start = time.process_time()
    body.shown(text, FILES, "")
    assert time.process_time() - start < 10
