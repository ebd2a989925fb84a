"""What browsers will not show is named with its line; what they show is not."""

import pytest

from plugins.policy import violations
from plugins.policy.allowed import AllowedHosts

MAY = AllowedHosts(embeds=("film.example",), images=("img.example",), site="https://blog.example")


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ('<img src="https://x.example/a.png">', "<img> from https://x.example/a.png"),
        ('<IMG SRC = "//x.example/a.png">', "<img> from //x.example/a.png"),
        ('<img src="http://img.example/a.png">', "<img> from http://img.example/a.png"),
        ('<img src="/a.png" srcset="/a.png, https://x.example/b.png 2x">', "<img> from https://x.example/b.png"),
        ('<picture><source srcset="//x.example/a.webp 1x"></picture>', "<source> from //x.example/a.webp"),
        ('<video poster="https://x.example/a.png"></video>', "<video> from https://x.example/a.png"),
        ('<video src="https://x.example/a.webm"></video>', "<video> from https://x.example/a.webm"),
        ('<video src="https://img.example/a.webm"></video>', "<video> from https://img.example/a.webm"),
        ('<audio><source src="https://x.example/a.ogg"></audio>', "<source> from https://x.example/a.ogg"),
        ('<video><track src="//x.example/a.vtt"></video>', "<track> from //x.example/a.vtt"),
        ('<svg><image href="https://x.example/a.png"/></svg>', "<image> from https://x.example/a.png"),
        ('<input type="image" src="https://x.example/a.png">', "<input> from https://x.example/a.png"),
        ('<iframe src="https://x.example/"></iframe>', "<iframe>"),
        ('<iframe srcdoc="x"></iframe>', "<iframe>"),
        ('<object data="/a.svg"></object>', "<object>"),
        ('<embed src="/a.swf">', "<embed>"),
        ("<script>a()</script>", "<script>"),
        ("<style>p{}</style>", "<style>"),
        ('<link rel="stylesheet" href="https://x.example/a.css">', "<link>"),
        ('<base href="/a/">', "<base>"),
        ('<form action="https://x.example/"></form>', "<form>"),
        ('<p style="color: red">', "style=color: red"),
        ('<p\nSTYLE = "color: red">', "style=color: red"),
        ('<p onclick="a()">', "onclick="),
        ('<a href="javascript:a()">', "javascript:"),
    ],
)  # fmt: skip
def test_what_is_refused(html, what):
    assert violations.is_suspect(html)
    assert [one.what for one in violations.found(html, MAY)] == [what]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/images/a.png">',
        '<img src="{static}/images/a.png">',
        '<img src="https://img.example/a.png" srcset="https://www.img.example/b.png 2x">',
        '<img src="https://blog.example/a.png">',
        '<img src="data:image/png;base64,x">',
        '<video src="/images/a.webm" poster="/images/a.png"><track src="/a.vtt"></video>',
        '<audio src="a.ogg"></audio>',
        '<iframe src="https://film.example/x"></iframe>',
        '<a href="https://x.example/">un</a>',
        '<pre>&lt;p style="x"&gt; onclick=</pre>',
        "<p>Un style = une mode ; on a = on est ; https://x.example/a.png</p>",
        '<script type="application/ld+json">{}</script>',
        '<td class="align-end">1</td>',
    ],
)
def test_what_is_not(html):
    assert violations.found(html, MAY) == []


SOURCE = """Title: Un

![a](https://x.example/a.png)

Deux fois : ![b][b], ![a](https://x.example/a.png)

<p style="x">a</p><p style="y">b</p>
<object data="/a.svg?b&amp;c"></object>

[b]: https://x.example/b.png
"""
HTML = """<img src="https://x.example/a.png"><img src="https://x.example/b.png">
<img src="https://x.example/a.png"><p style="x">a</p><p style="y">b</p><object data="/a.svg?b&amp;c"></object>
<img src="https://x.example/invented.png">"""


def test_lines_are_those_of_the_source():
    told = violations.problems(violations.found(HTML, MAY), SOURCE, "content/articles/un.md")
    assert [(one.line, one.what.split(" is not")[0]) for one in told] == [
        (3, "<img> from https://x.example/a.png"),
        (10, "<img> from https://x.example/b.png"),
        (5, "<img> from https://x.example/a.png"),
        (7, "style=x"),
        (7, "style=y"),
        (8, "<object>"),
        (0, "<img> from https://x.example/invented.png"),
    ]


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ('<img src="/a.png" src="https://x.example/b.png">', 0),
        ('<img src="https://x.example/b.png" src="/a.png">', 1),
    ],
)
def test_of_two_attributes_of_one_name_the_first_counts(html, count):
    """HTML §13.2.5.33: browsers drop the second."""
    assert len(violations.found(html, MAY)) == count
