"""Feeds of comments that were RSS lead to what is Atom, on every host."""

import pytest

from plugins.addresses import comment_feeds, netlify, preview, served, stubs, table
from plugins.addresses.plan import plan
from plugins.addresses.site import site

ARTICLE = "/post/2020/12/19/un/"
SITE = site(
    lang="fr",
    archive="/archive/",
    years={},
    terms={},
    articles=[ARTICLE, "/deux/"],
    others=(),
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"{ARTICLE}comments.rss.xml", f"{ARTICLE}comments.atom.xml"),
        ("/feed/comments/rss.xml", "/feed/comments/atom.xml"),
        ("/ici/feed/comments/rss.xml", "/ici/feed/comments/atom.xml"),
    ],
)
def test_there_and_back(old, new):
    assert comment_feeds.now(old) == new
    assert comment_feeds.before(new) == old
    assert preview.HostRules().moved(f"{old}?x") == new


@pytest.mark.parametrize(
    "path", ["/feed/rss.xml", "/tag/comments/rss.xml", f"{ARTICLE}comments.rss.xml/", f"{ARTICLE}c1.rss.xml"]
)
def test_others_stay(path):
    assert comment_feeds.now(path) == path
    assert comment_feeds.before(path.replace("rss", "atom")) is None
    assert preview.HostRules().moved(path) is None


def test_a_row_that_led_to_one_leads_on():
    text = f"old,new\n/vieux,{ARTICLE}comments.rss.xml\n/tous,/feed/comments/rss.xml\n"
    rows, _ = table.read(text.encode(), "addresses.csv")
    redirects, problems = plan(rows, SITE, "addresses.csv")
    assert problems == []
    assert {each.new for each in redirects} == {f"{ARTICLE}comments.atom.xml", "/feed/comments/atom.xml"}


def test_netlify_is_told_each_depth_once():
    pages = frozenset(f"/ici{page}" for page in SITE.pages) | {"/ici/trois/comments.atom.xml"}
    text = netlify.files((), served.served(root="/ici", pages=pages))["_redirects"]
    assert text == (
        "# Written by the build; it will be written again.\n"
        "/ici/:f1/:f2/:f3/:f4/:f5/comments.rss.xml /ici/:f1/:f2/:f3/:f4/:f5/comments.atom.xml 301\n"
        "/ici/:f1/comments.rss.xml /ici/:f1/comments.atom.xml 301\n"
        "/ici/feed/comments/rss.xml /ici/feed/comments/atom.xml 301\n"
        "/ici/index.php/* /ici/:splat 301\n"
    )


def test_where_nothing_redirects_an_entry_says_where_the_feed_is():
    files = stubs.files((), served.served(pages=SITE.pages), "https://blog.example/", "fr")
    assert sorted(files) == [
        ".nojekyll",
        "deux/comments.rss.xml",
        "feed/comments/rss.xml",
        "post/2020/12/19/un/comments.rss.xml",
    ]
    assert files["deux/comments.rss.xml"].count("https://blog.example/deux/comments.atom.xml") == 4
