"""Addresses become links, labels may hold code: by both readers alike."""

import pytest

from plugins.articles.reading import SourceParser
from tests.markdown.documents import ours, settings, theirs


def link(address, label=None):
    text = label or address
    mark = "" if " " in text else ' class="bare"'  # of an address that is its own text
    return f'<a{mark} href="{address}">{text}</a>'


# fmt: off
LINKED = [
    ("Voir http://a.fr/x_y_z, puis *www.b.fr*.",
     f"Voir {link('http://a.fr/x_y_z')}, puis <em>{link('http://www.b.fr', 'www.b.fr')}</em>."),
    ("« http://a.fr/é (http://b.fr/(c))", f"«\u00a0{link('http://a.fr/%C3%A9', 'http://a.fr/é')} ({link('http://b.fr/(c)')})"),
    ("Un http://a.fr/?a=1&b=2 deux", f"Un {link('http://a.fr/?a=1&amp;b=2')} deux"),
    ("Un http://a.fr http://a.fr http://a.fr", "Un " + " ".join([link("http://a.fr")] * 3)),
    ("Un **http://a.fr/** `http://b.fr`", f"Un <strong>{link('http://a.fr/')}</strong> <code>http://b.fr</code>"),
    ("Un [http://a.fr ici](b) <http://c.fr>http://d.fr",
     f"Un {link('b', 'http://a.fr ici')} {link('http://c.fr')}{link('http://d.fr')}"),
    ("Un http://localhost et www.exemple", "Un http://localhost et www.exemple"),
    ("Un ![http://a.fr](b) a.fr", 'Un <img alt="http://a.fr" src="b"> a.fr'),
]
DECLINED = [
    ("Un <a href='x'>http://a.fr</a> http://b.fr", f"Un <a href='x'>http://a.fr</a> {link('http://b.fr')}"),
    ("Un <code>http://a.fr <a>b</a></code> http://b.fr",
     f"Un <code>http://a.fr <a>b</a></code> {link('http://b.fr')}"),
    ("Un <kbd>http://a.fr", "Un <kbd>http://a.fr"),
    ("Un http://a.fr/?a=1&amp;b=2 deux", f"Un {link('http://a.fr/?a=1&amp;b=2')} deux"),
    ("[`Jar`], [a][`Jar`], [`Jar`][], [b\\_c], ![d][`Jar`]\n\n[`Jar`]: /j\n[b\\_c]: /b",
     '<a href="/j"><code>Jar</code></a>, <a href="/j">a</a>, <a href="/j"><code>Jar</code></a>, '
     '<a href="/b">b_c</a>, <img alt="d" src="/j">'),
    ("Un http://a.fr/x\\_y\\_ et *http://b.fr/\\*c*",
     f"Un {link('http://a.fr/x_y_')} et <em>{link('http://b.fr/*c')}</em>"),
    ("[`a<b`]\n\n[`a<b`]: /j", '<a href="/j"><code>a&lt;b</code></a>'),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), LINKED)
def test_a_bare_address_is_a_link(text, expected):
    assert ours(text).html == f"<p>{expected}</p>"
    assert ours(text) == theirs(text)


@pytest.mark.parametrize(("text", "expected"), DECLINED)
def test_with_raw_html_and_references_too(text, expected):
    assert ours(text) is None
    assert theirs(text).html == f"<p>{expected}</p>"


def test_an_indented_block_and_a_pre_hold_no_links():
    assert "<a" not in theirs("    http://a.fr\n\n<pre>http://b.fr</pre>\n\n~~~\nhttp://c.fr\n~~~").html


def test_many_addresses_take_no_longer_each():
    assert theirs("x " + "http://a.fr/b " * 2000).html.count("<a") == 2000


@pytest.mark.parametrize("text", ["Un http://a.fr deux", "- a\n  - b", "Un\tdeux"])
def test_without_the_extension_what_it_changes_is_declined(text):
    names = [name for name in settings()["extensions"] if name != "plugins.markdown.extension"]
    reading = SourceParser(settings(extensions=names), [])
    assert reading.everyday(text) is None
    assert reading.everyday("Un mot.") == reading.thoroughly("Un mot.")
