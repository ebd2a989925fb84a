"""What an author's links lead to is there, or it is said."""

import pytest

from plugins.addresses import preview
from plugins.addresses.address import Address
from plugins.addresses.internal import PublishedSite, found, ids
from plugins.addresses.plan import Redirect

FILES = {
    "index.html": "",
    "post/un/index.html": "<h2 id=\"suite\">Suite</h2><li id=c2><a name='été'></a>",
    "images/a é.png": "",
    "atom.xml": "",
    "page.html": "",
    "post/un/comments.atom.xml": "",
}
REDIRECTS = (Redirect(Address("/vieux"), "/post/un/"), Redirect(Address("/", "p=12"), "/post/un/"))


def published(site="https://blog.example/"):
    return PublishedSite(site, FILES, preview.answers(REDIRECTS), FILES.__getitem__, ("/commenter/",))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/a/">', ["/a/"]),
        ("<a title='x' href='/a/?b&amp;c'>", ["/a/?b&c"]),
        ('<A HREF="#x">', ["#x"]),
        ('<img alt="/x" src="a.png" srcset="/b.png 1x, c.png 2x">', ["a.png", "/b.png", "c.png"]),
        (
            '<video poster="/p.png"><source src="/a.webm"><track src="/a.vtt">',
            ["/p.png", "/a.webm", "/a.vtt"],
        ),
        ('<a href="https://blog.example/a/">', ["https://blog.example/a/"]),
        ('<a href="https://blog.example">', ["https://blog.example"]),
        ('<a href="https://blog.example.evil/">', []),
        ('<a href="https://autre.example/"><a href="//autre.example/"><a href="mailto:a@b.fr">', []),
        ('<a href="tel:+33"><img src="data:image/png;base64,x">', []),
        ('<a href="{filename}un.md"><img src="{static}/a.png">', []),
        ("<pre>&lt;a href=&quot;/a/&quot;&gt;</pre>", []),
        ('<code>&lt;a href="/a/"&gt;</code> <p>href="/b/" a < b href=/c/</p>', []),
        ("<a href=/a/><img src=b.png alt=>", ["/a/", "b.png"]),
        ('<a title="a > b" href="/a/">', ["/a/"]),
        (
            '<a href="//blog.example/a"><a href="HTTP://Blog.Example/b">',
            ["//blog.example/a", "HTTP://Blog.Example/b"],
        ),
        ('<a href="//blog.example.evil/"><a href="http://autre.example/?https://blog.example/">', []),
        ('<p data-href="/x" class="/y">', []),
    ],
)
def test_found(html, expected):
    assert list(found(html, "https://blog.example/")) == expected


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/post/un/",
        "/post/un",  # hosts add the slash
        "/post/un/index.html",
        "/post/un/#suite",
        "/post/un#c2",
        "/post/un/#%C3%A9t%C3%A9",
        "/post/un/#:~:text=Suite",
        "/images/a%20%C3%A9.png",
        "/images/a é.png",
        "/atom.xml?x=1",
        "/vieux",
        "/?p=12",
        "comments.rss.xml",  # it was there once
        "../../page.html",
        "#la",
        "#",
        "#top",
        "?x",
        "https://blog.example/post/un/",
        "/commenter/un",
    ],
)
def test_what_leads_somewhere(address):
    assert published().wrong(address, "post/un/", '<p id="la">') == ""


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/nulle-part/", "leads to no page and no file of this site"),
        ("/images/b.png", "leads to no page and no file of this site"),
        ("a.png", "leads to no page and no file of this site"),
        ("/vieux/", "leads to no page and no file of this site"),
        ("https://blog.example/x", "leads to no page and no file of this site"),
        ("/post/un/#la", "leads to no “la” on its page"),
        ("#ailleurs", "leads to no “ailleurs” on its page"),
    ],
)
def test_what_does_not(address, why):
    assert published().wrong(address, "page.html", '<p id="la">') == why


def test_a_site_in_a_folder_of_its_host():
    site = published("https://blog.example/journal/")
    assert site.wrong("/journal/post/un/", "", "") == site.wrong("post/un/", "", "") == ""
    assert site.wrong("/journal/vieux", "", "") == ""
    assert site.wrong("/autre/", "", "") == ""  # not ours to know
    assert site.wrong("/journal/autre/", "", "") != ""


def test_ids():
    assert ids('<p id="a&amp;b" class="x"><a name=c></a><li data-id="d">') == {"a&b", "c"}
