"""A JSON feed is what the standard library writes with an indent of one, which takes five times as long."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plugins.common import when
from plugins.common.html import trusted_html
from plugins.feeds import json_feed
from plugins.feeds.model import Enclosure, EntryWriter, Feed, FeedDocument, FeedItems, Item

MOMENT = datetime(2020, 12, 19, 6, 48, tzinfo=UTC)
ITEM = Item(
    id="urn:uuid:1",
    title='« L’été » "à" \\ 1\n2 \ufffd',
    title_lang=None,
    address="https://example.org/",
    author="A & B",
    date=when.at(MOMENT),
    published=MOMENT,
    updated=MOMENT,
    summary="<b>",
    content_html=trusted_html("<p>&lt;updated&gt;</p>\n"),
    lang="fr",
    categories=("un", "deux"),
)
PLAYED = replace(ITEM, enclosures=(Enclosure("https://example.org/a&b.mp3", "audio/mpeg", 9),) * 2)
BARE = replace(ITEM, author="", summary="", categories=(), date=when.parse("2020"))


def document(*items):
    writer = EntryWriter(lambda feed_format, item, by: json_feed.entry(item), lambda item: item.updated)
    feed = Feed(
        "urn:uuid:2",
        "Un",
        "",
        "fr",
        "A",
        "https://example.org/",
        MOMENT,
        FeedItems(items, [0] * len(items), writer),
    )
    return FeedDocument(feed, "https://example.org/feed.json", "", feed.items, MOMENT)


@pytest.mark.parametrize("items", [(), (ITEM,), (ITEM, BARE), (PLAYED,)])
def test_a_feed_is_written_as_the_library_writes_it(items):
    text = json_feed.write(document(*items)).decode()
    assert text == f"{json.dumps(json.loads(text), indent=1)}\n"


def test_an_item_says_what_is_known_and_no_more():
    known, bare = json.loads(json_feed.write(document(ITEM, BARE)))["items"]
    assert known == {
        "id": "urn:uuid:1",
        "url": "https://example.org/",
        "title": '« L’été » "à" \\ 1\n2 ',
        "summary": "<b>",
        "content_html": "<p>&lt;updated&gt;</p>\n",
        "date_published": "2020-12-19T06:48:00+00:00",
        "authors": [{"name": "A & B"}],
        "tags": ["un", "deux"],
        "language": "fr",
    }
    assert "date_modified" not in known
    assert known.keys() - bare.keys() == {"summary", "date_published", "authors", "tags"}


@pytest.mark.parametrize(("modified", "said"), [("2020-12-20", True), ("2020-12", False), ("2021", False)])
def test_a_change_of_an_unknown_day_is_not_dated(modified, said):
    (item,) = json.loads(json_feed.write(document(replace(ITEM, modified=when.parse(modified)))))["items"]
    assert ("date_modified" in item) is said


def test_what_is_played_is_attached():
    known = json.loads(json_feed.write(document(PLAYED)))["items"][0]["attachments"]
    assert known[0] == {"url": "https://example.org/a&b.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}
