"""A frame of somebody else's is a link to what it would have shown."""

import pytest

from plugins.policy.allowed import AllowedHosts
from plugins.policy.frames import linked

NONE = AllowedHosts(site="https://blog.example")


def link(page, text):
    return f'<a class="embed" href="{page}">{text}</a>'


WATCH = link("https://www.youtube.com/watch?v=a-B_9", "Voir sur youtube.com")


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ('<iframe src="https://www.youtube.com/embed/a-B_9?rel=0"></iframe>', WATCH),
        ('<iframe src="//www.youtube-nocookie.com/embed/a-B_9" allowfullscreen></iframe>', WATCH),
        ("<IFRAME width=1 src='https://youtube.com/embed/a-B_9'\n>rien</IFRAME >", WATCH),
        ('<iframe title="YouTube video player" src="https://youtube.com/embed/a-B_9"></iframe>', WATCH),
        (
            '<iframe title="Un &lt;été&gt; à Nantes" src="https://youtube.com/embed/x"></iframe>',
            link("https://www.youtube.com/watch?v=x", "Un &lt;été&gt; à Nantes (youtube.com)"),
        ),
        (
            '<iframe src="https://www.youtube.com/embed/videoseries?list=PL1"></iframe>',
            link("https://www.youtube.com/playlist?list=PL1", "Voir sur youtube.com"),
        ),
        (
            '<iframe src="https://player.vimeo.com/video/12?h=0"></iframe>',
            link("https://vimeo.com/12", "Voir sur vimeo.com"),
        ),
        (
            '<iframe src="https://www.dailymotion.com/embed/video/x7"></iframe>',
            link("https://www.dailymotion.com/video/x7", "Voir sur dailymotion.com"),
        ),
        (
            '<iframe src="https://tube.example/videos/embed/0a-1"></iframe>',
            link("https://tube.example/videos/watch/0a-1", "Voir sur tube.example"),
        ),
        (
            '<iframe src="https://carte.example/?a=1&amp;b=2"></iframe>',
            link("https://carte.example/?a=1&amp;b=2", "Voir sur carte.example"),
        ),
        ('<iframe src="/demo.html"></iframe>', link("/demo.html", "Voir la page")),
        ('<iframe data-x="a > b" src="/demo.html"></iframe>', link("/demo.html", "Voir la page")),
        ('<iframe src="/a" src="/b"></iframe>', link("/a", "Voir la page")),
    ],
)
def test_frames(frame, expected):
    assert linked(f"<p>Un film : {frame}, puis.</p>", NONE, "fr") == f"<p>Un film : {expected}, puis.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Rien.</p>",
        "<pre>&lt;iframe src=&quot;https://youtube.com/embed/x&quot;&gt;&lt;/iframe&gt;</pre>",
        '<iframe src="javascript:alert(1)"></iframe>',
        "<iframe srcdoc='x'></iframe>",
        '<iframe src="https://youtube.com/embed/x">',
    ],
)
def test_what_is_no_frame_of_an_address_stays(html):
    assert linked(html, NONE, "fr") == html


ALLOWED = AllowedHosts(embeds=("youtube-nocookie.com",))
FILM = 'loading="lazy" src="https://www.youtube-nocookie.com/embed/x"'


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        ("", "frame"),
        (' width="560" height="315"', "frame"),
        (' width="100%"', "frame"),
        (' width="425" height="344"', "frame four-three"),
        (' width="300" height="300"', "frame square"),
        (' width="315" height="560"', "frame upright"),
    ],
)
def test_what_the_author_allowed_is_shown_in_its_proportions(attributes, name):
    frame = f'<iframe title="Un film" {FILM}{attributes}></iframe>'
    assert linked(f"<p>{frame}</p>", ALLOWED, "fr") == f'<p><span class="{name}">{frame}</span></p>'


@pytest.mark.parametrize(
    "attributes", [' width="100%" height="166"', ' width="600" height="100"', ' height="90"']
)
def test_a_frame_keeps_a_height_of_its_own(attributes):
    frame = f'<iframe title="Un chant" {FILM}{attributes}></iframe>'
    assert linked(frame, ALLOWED, "fr") == frame


def test_a_frame_without_a_name_has_that_of_its_host():
    shown = linked("<IFRAME src='//www.youtube-nocookie.com/embed/x'></IFRAME>", ALLOWED, "fr")
    assert shown == (
        '<span class="frame"><IFRAME title="www.youtube-nocookie.com" loading="lazy"'
        " src='//www.youtube-nocookie.com/embed/x'></IFRAME></span>"
    )
