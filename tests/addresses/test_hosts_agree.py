"""Whatever host answers, an old address leads to the same place, and what was never there to none."""

import pytest

from plugins.addresses import apache, caddy, nginx, preview, served
from plugins.addresses.address import Address
from plugins.addresses.plan import Redirect
from tests.addresses import readers

REDIRECTS = (
    Redirect(Address("/un.html"), "/post/un/"),
    Redirect(Address("/été/à b"), "/post/%C3%A9t%C3%A9/"),
    Redirect(Address('/dit "oui"'), "/post/oui/"),
    Redirect(Address("/a.b(c)$"), "/post/abc/"),
    Redirect(Address("/", "post/2020/Un"), "/post/un/"),
    Redirect(Address("/", "p=12"), "/post/douze/#c1"),
    Redirect(Address("/journal/", "post/Deux"), "/post/deux/"),
    Redirect(Address("/tag/mer"), "/tag/mer/", pages=True),
    Redirect(Address("/", "tag/mer"), "/tag/mer/", pages=True),
    Redirect(Address("/", ""), "/", pages=True),
    Redirect(Address("/"), "/", pages=True),
)
ASKED = {
    ("/un.html", ""): "/post/un/",
    ("/index.php/un.html", ""): "/post/un/",
    ("/un.html", "x=1"): "/post/un/",
    ("/été/à b", ""): "/post/%C3%A9t%C3%A9/",
    ('/dit "oui"', ""): "/post/oui/",
    ("/a.b(c)$", ""): "/post/abc/",
    ("/aXb(c)$", ""): None,
    ("/", "post/2020/Un"): "/post/un/",
    ("/index.php", "post/2020/Un"): "/post/un/",
    ("/", "post/2020/Un&comment=1"): "/post/un/",
    ("/", "p=12"): "/post/douze/#c1",
    ("/", "p=123"): None,
    ("/", "x=1&p=12"): None,
    ("/p=12", ""): None,
    ("/journal/", "post/Deux"): "/post/deux/",
    ("/journal/index.php", "post/Deux"): "/post/deux/",
    ("/", "post/Deux"): None,
    ("/tag/mer/page/2", ""): "/tag/mer/",
    ("/index.php/tag/mer/page/2", ""): "/tag/mer/",
    ("/tag/mer/page/deux", ""): None,
    ("/tag/mer/page/", ""): None,
    ("/tag/mer", ""): None,
    ("/", "tag/mer/page/12"): "/tag/mer/",
    ("/", "tag/mer"): None,
    ("/", "page/2"): "/",
    ("/page/2", ""): "/",
    ("/apage/2", ""): None,
    ("/", ""): None,
    ("/nulle/part", ""): None,
    ("/post/un/comments.rss.xml", ""): "/post/un/comments.atom.xml",
    ("/feed/comments/rss.xml", "x=/y"): "/feed/comments/atom.xml",
    ("/tag/comments/rss.xml", ""): None,
    ("/", "/comments.rss.xml"): None,
}
SERVED = served.served()
HOSTS = {
    "nginx": readers.nginx("\n".join(nginx.files(REDIRECTS, SERVED).values())),
    "caddy": readers.caddy(caddy.files(REDIRECTS, SERVED)["caddy/site.caddy"]),
    "apache": readers.apache(apache.text(REDIRECTS, SERVED)),
    "preview": lambda path, query: preview.answers(REDIRECTS).moved(f"{path}?{query}" if query else path),
}


@pytest.mark.parametrize("host", HOSTS)
def test_an_old_address_leads_to_the_same_place_on_every_host(host):
    ask = HOSTS[host]
    assert {asked: ask(*asked) for asked in ASKED} == ASKED


def test_apache_looks_for_no_old_address_where_a_file_answers():
    ask = readers.apache(apache.text(REDIRECTS, SERVED), frozenset({"/un.html", "/tag/mer/page/2index.html"}))
    assert (ask("/un.html", ""), ask("/tag/mer/page/2", "")) == (None, None)
    assert ask("/", "p=12") == "/post/douze/#c1"


def test_what_the_preview_was_told_it_knows_again():
    text = preview.files(REDIRECTS, SERVED)[preview.FILE]
    assert "été" in text  # people read it too
    known = preview.read(text)
    assert known.headers == SERVED.headers
    assert {asked: known.moved("?".join(filter(None, asked))) for asked in ASKED} == ASKED
