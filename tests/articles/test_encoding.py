"""Addresses in an author's HTML."""

import pytest

from plugins.articles.encoding import encoded

# fmt: off
CASES = [
    ('<img alt="a é" src="/a é.png" title="é">', '<img alt="a é" src="/a%20%C3%A9.png" title="é">'),
    ("<a href='/tag/été/#à'>é</a>", "<a href='/tag/%C3%A9t%C3%A9/#%C3%A0'>é</a>"),
    ('<a href="http://élysée.fr/é?a=é&amp;b=%C3%A9">x</a>',
     '<a href="http://xn--lyse-9oad.fr/%C3%A9?a=%C3%A9&amp;b=%C3%A9">x</a>'),
    ('<a href="100%.png?x=[1]|{2}&quot;">x</a>', '<a href="100%25.png?x=%5B1%5D%7C%7B2%7D%22">x</a>'),
    ('<img srcset="é.png 2x, b.png 3x" src="c.png">', '<img srcset="%C3%A9.png 2x, b.png 3x" src="c.png">'),
    ('<video poster = "é.png"></video>', '<video poster = "%C3%A9.png"></video>'),
    ('<a href=" /a\n b ">x</a>', '<a href="/a%20b">x</a>'),
    ('<a href="HTTP://Exemple.FR:80/x y">x</a>', '<a href="HTTP://Exemple.FR:80/x%20y">x</a>'),
    ("<img src=/é.png alt=é>", '<img src="/%C3%A9.png" alt=é>'),
    ("<a href = é>x</a>", '<a href = "%C3%A9">x</a>'),
    ('<a HREF="/É">x</a>', '<a HREF="/%C3%89">x</a>'),
    ('<a href="/&#233;&nbsp;a">x</a>', '<a href="/%C3%A9%C2%A0a">x</a>'),
    ('<a href="mailto:a@b.fr?subject=Un mot">x</a>', '<a href="mailto:a@b.fr?subject=Un%20mot">x</a>'),
]
SAME = [
    '<a href="{static}/a é.png">x</a>', '<a href="/a%20b/?c=d&amp;e=(f)#g">é</a>', '<a title="href é">é</a>',
    '<p>src="é"</p><code>href="a b"</code>', '<a data-href="é" href="/a">b</a>', "<p>='é'</p>",
    "<p>a=é et b= é</p>", '<a href="/a?b&c=d">é</a>', "<img src=/a.png alt=é>",
]
# fmt: on


@pytest.mark.parametrize(("html", "expected"), CASES)
def test_addresses_are_in_ascii(html, expected):
    assert encoded(html) == expected
    assert encoded(expected) == expected


@pytest.mark.parametrize("html", SAME)
def test_the_rest_stays(html):
    assert encoded(html) == html
