"""What of an article's HTML goes into a feed."""

import pytest
from markupsafe import Markup

from plugins.feeds.content import for_feed

PAGE = "https://blog.example/post/un/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="#n">n</a>', '<a href="https://blog.example/post/un/#n">n</a>'),
        ("<a href=/b>n</a>", '<a href="https://blog.example/b">n</a>'),
        (
            '<img alt="" src="i.png" srcset="j.png 2x">',
            '<img alt="" src="https://blog.example/post/un/i.png"/>',
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
