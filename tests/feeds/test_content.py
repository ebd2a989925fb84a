"""What of an article's HTML goes into a feed."""

from urllib.parse import urljoin

import pytest
from markupsafe import Markup

from plugins.feeds.content import for_feed

PAGE = "https://blog.example/post/un/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<video poster="/p.png" src="v.mp4"><track src="t.vtt"/></video>',
            '<video poster="https://blog.example/p.png" src="https://blog.example/post/un/v.mp4">'
            '<track src="https://blog.example/post/un/t.vtt"/></video>',
        ),
        ('<q cite="/s">a</q>', '<q cite="https://blog.example/s">a</q>'),
        ('<del cite="s">a</del>', '<del cite="https://blog.example/post/un/s">a</del>'),
        (
            '<img srcset="/a,b.png, https://c.fr/d.png 2x,/e 3x"/>',
            '<img srcset="https://blog.example/a,b.png, https://c.fr/d.png 2x,https://blog.example/e 3x"/>',
        ),
        (
            '<a href="https://a.fr/" ping="/p /q">a</a>',
            '<a href="https://a.fr/" ping="https://blog.example/p https://blog.example/q">a</a>',
        ),
        (
            '<svg><image xlink:href="/a.png"/></svg>',
            '<svg><image xlink:href="https://blog.example/a.png"/></svg>',
        ),
        ('<td background="/a.png">a</td>', '<td background="https://blog.example/a.png">a</td>'),
        (
            '<img longdesc="/a" src="https://a.fr/b"/>',
            '<img longdesc="https://blog.example/a" src="https://a.fr/b"/>',
        ),
        ('<button formaction="/a">b</button>', '<button formaction="https://blog.example/a">b</button>'),
        ('<object data="/a.svg"></object>', '<a href="https://blog.example/a.svg">/a.svg</a>'),
        ('<object data="/a.svg"><a href="/b">c</a></object>', '<a href="https://blog.example/b">c</a>'),
        ('<embed src="/a.pdf" title="Un"/>', '<a href="https://blog.example/a.pdf">Un</a>'),
    ],
)
def test_every_attribute_that_holds_an_address_is_made_absolute(html, expected):
    assert for_feed(Markup(html), PAGE) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:alert(1)">a</a>',
        "<a href=javascript:alert(1)>a</a>",
        '<a href=" JavaScript:alert(1)">a</a>',
        '<a href="java\nscript:alert(1)">a</a>',
        '<a href="java&#115;cript:alert(1)">a</a>',
        '<a href="vbscript:x">a</a>',
        '<a href="data:text/html,x">a</a>',
        '<q cite="javascript:alert(1)">a</q>',
        '<a ping="https://a.fr/ javascript:x">a</a>',
        '<iframe src="javascript:alert(1)" title="a"></iframe>',
        '<svg><a xlink:href="javascript:x">a</a></svg>',
        '<svg><a>a<set attributeName="href" to="javascript:x"></set></a></svg>',
        '<base href="javascript:/"/>a',
    ],
)
def test_nothing_in_a_feed_runs(html):
    made = for_feed(Markup(html), PAGE)
    assert "script" not in made and "data:" not in made and "=" not in made.replace('xmlns="', "")
    assert "a" in made


def test_an_image_in_an_address_stays():
    html = '<img src="data:image/png;base64,AAAA"/>'
    assert for_feed(Markup(html), PAGE) == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="#n">n</a>', '<a href="https://blog.example/post/un/#n">n</a>'),
        ("<a href=/b>n</a>", '<a href="https://blog.example/b">n</a>'),
        (
            '<img src="i.png" srcset="j.png 2x">',
            '<img src="https://blog.example/post/un/i.png" srcset="https://blog.example/post/un/j.png 2x"/>',
        ),
        ('<p>a<script>x</script><b onclick="x" style="color:red">b</b></p>', "<p>a<b>b</b></p>"),
        (
            '<iframe src="//v.example/1" title="Film"></iframe>',
            '<a href="https://v.example/1">Film</a>',
        ),
        ('<p title="a" id="b"> c<br>', None),
        ('<a href="https://exemple.fr/?a=1&amp;b">x</a>', None),
        ('<a HREF ="#n">n</a>', '<a href="https://blog.example/post/un/#n">n</a>'),
        ("<p data-x=1 style = 'a'>n</p>", '<p data-x="1">n</p>'),
        ("<code>&lt;script&gt; onclick=</code>", "<code>&lt;script&gt; onclick=</code>"),
    ],
)
def test_for_feed(html, expected):
    assert for_feed(Markup(html), PAGE) == (html if expected is None else expected)


@pytest.mark.parametrize(
    "address", ["/a.png", "/a/../b", "/a/./b/", "//x.fr/a", "/%C3%A9/a", "/", "/a/b.c/", "/.a", "/a?b"]
)
@pytest.mark.parametrize("page", [PAGE, "http://localhost:8000/", "https://blog.example/a/b.html"])
def test_addresses_are_joined_as_the_library_joins_them(address, page):
    assert for_feed(Markup(f'<img src="{address}">'), page) == f'<img src="{urljoin(page, address)}">'
