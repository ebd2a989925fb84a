"""The formats of feeds, and what stands where by them."""

import re
from pathlib import Path

import pytest

from plugins.common.feed_formats import (
    ARTICLES,
    ATOM,
    COMMENTS,
    CONVERSATION,
    FORMATS,
    LEDGER,
    REPLIES,
    RSS,
    SITE_FEEDS,
    TERM,
)
from plugins.feeds.formats import WRITERS

DOC = Path(__file__).parents[2] / "docs" / "feeds.md"


def test_where_feeds_are():
    assert [path for _, path in ARTICLES.paths()] == ["feed/atom.xml", "feed/rss.xml", "feed/feed.json"]
    assert TERM.path("tag/mer/", RSS) == "tag/mer/rss.xml"
    assert dict(CONVERSATION.paths("un/")) == {ATOM: "un/comments.atom.xml"}
    assert REPLIES.path("un/c3") == "un/c3.atom.xml"


@pytest.mark.parametrize("feed_format", FORMATS, ids=lambda feed_format: feed_format.name)
def test_every_format_has_a_writer_and_a_name_of_its_own(feed_format):
    assert feed_format in WRITERS
    assert [other.file for other in FORMATS].count(feed_format.file) == 1


def test_no_two_feeds_of_the_site_are_in_one_place():
    paths = [path for feed in SITE_FEEDS for _, path in feed.paths()]
    assert len(paths) == len(set(paths))


def test_the_document_says_which_feed_has_which():
    rows = [line.split("|") for line in DOC.read_text(encoding="utf-8").splitlines() if line.count("|") == 5]
    told = {row[1].strip(): re.findall(r"\w+", row[3]) for row in rows}
    kinds = (
        ("articles", ARTICLES),
        ("all comments", COMMENTS),
        ("one article's comments", CONVERSATION),
        ("answers to one comment", REPLIES),
        ("a category, a tag", TERM),
        ("moderation", LEDGER),
    )
    assert [told[name] for name, _ in kinds] == [
        [feed_format.label for feed_format in kind.formats] for _, kind in kinds
    ]
