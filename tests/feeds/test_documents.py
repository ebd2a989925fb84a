"""Which documents a feed is written as."""

from typing import NamedTuple

from plugins.common.feed_formats import ATOM, RSS
from plugins.feeds.compose import PublishedFeed
from plugins.feeds.documents import documents
from plugins.feeds.model import FeedItems


class _Feed(NamedTuple):
    items: FeedItems


def published(count, **more):
    items = FeedItems(range(count), [0] * count, writer=None, shifts=[0] * count)
    return PublishedFeed(_Feed(items), {ATOM: "tag/x/atom.xml", RSS: "tag/x/rss.xml"}, size=2, **more)


def told(count, **more):
    return [(one.path, list(one.items.sources), one.complete) for one in documents(published(count, **more))]


def test_a_feed_that_is_all_there_is_says_so():
    assert told(2) == [("tag/x/atom.xml", [0, 1], True), ("tag/x/rss.xml", [0, 1], True)]


def test_a_longer_one_leads_back_through_archives_counted_from_the_oldest():
    assert told(5) == [
        ("tag/x/atom.xml", [0, 1], False),
        ("tag/x/rss.xml", [0, 1], False),
        ("tag/x/atom-1.xml", [3, 4], False),
        ("tag/x/atom-2.xml", [1, 2], False),
    ]


def test_a_window_has_no_archives_and_never_says_that_it_is_all():
    assert told(5, history=False) == [("tag/x/atom.xml", [0, 1], False), ("tag/x/rss.xml", [0, 1], False)]
    assert told(1, history=False)[0] == ("tag/x/atom.xml", [0], False)


def test_what_an_address_has_encoded_is_a_letter_of_the_file():
    items = FeedItems(range(3), [0] * 3, writer=None, shifts=[0] * 3)
    every = documents(PublishedFeed(_Feed(items), {ATOM: "post/%C3%89t%C3%A9%25/comments.atom.xml"}, size=2))
    assert [(one.path, one.file) for one in every] == [
        ("post/%C3%89t%C3%A9%25/comments.atom.xml", "post/Été%/comments.atom.xml"),
        ("post/%C3%89t%C3%A9%25/comments.atom-1.xml", "post/Été%/comments.atom-1.xml"),
    ]
