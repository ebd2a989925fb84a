"""A hostile title, author, tag or category is text everywhere."""

import json
import xml.etree.ElementTree as ElementTree

import feedparser
import pytest

from plugins.typography.titles import title

HOSTILE = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"\' onmouseover=alert(1) x="',
    "a]]>b",
    "a\ufffeb",
    "a\u202eb\u2066c",
    "{{ site }} {% raw %}",
    "&lt;b&gt; &amp;",
    "</script><!--",
]


def shown(text):
    """What may be left of it: direction overrides go, a non-character becomes U+FFFD."""
    return text.replace("\u202e", "").replace("\u2066", "").replace("\ufffe", "\ufffd")


@pytest.mark.parametrize("text", HOSTILE)
def test_everywhere(site, text):
    tag = text.replace(";", "").replace(",", "")  # what separates tags
    site.article("un", f"Title: {text}\nTags: {tag}\nCategory: {text}\nSummary: bref\n")
    site.comment("1", f"Author: {text}\nShown: Le 1. mai, {text}\n", text)
    site.build()
    page = site.page("post/2020/12/18/un/index.html")
    assert page.h1.get_text() == title(shown(text))
    assert page.title.get_text().startswith(title(shown(text)))
    assert page.select_one("meta[property='og:title']")["content"] == title(shown(text))
    assert page.select_one("#c1 .p-name").get_text() == shown(text)
    assert page.select_one("#c1 time").get_text() == f"Le 1. mai, {shown(text)}"
    assert page.select_one("#c1 .text").get_text().strip("\n") == text.replace("\ufffe", "\ufffd")
    assert page.select_one("a[rel=tag]").get_text() == shown(tag)
    assert page.select_one(".byline .p-category").get_text() == shown(text)
    assert json.loads(page.script.string)["headline"] == title(shown(text))
    everything(site, shown(text))


def everything(site, text):
    for name in site.files():
        if name.endswith(".html"):
            soup = site.page(name)
            assert {s["type"] for s in soup.select("script")} <= {"application/ld+json"}, name
            assert not soup.select("[onmouseover]"), name
        elif name.endswith(".xml"):
            root = ElementTree.fromstring(site.text(name))
            assert "\ufffe" not in site.text(name)
            assert root.tag.endswith("feed")
    feed = feedparser.parse(site.text("feed/comments/atom.xml"))
    assert feed.entries[0].author == text.replace("\ufffd", "")
    titles = ElementTree.fromstring(site.text("feed/atom.xml")).findall(".//{*}entry/{*}title")
    assert [element.text for element in titles] == [title(text.replace("\ufffd", ""))]
