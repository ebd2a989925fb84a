"""An entry that is written already is moved as if it were written anew."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.common import when
from plugins.common.feed_formats import ATOM
from plugins.common.html import trusted_html
from plugins.feeds import atom
from plugins.feeds.formats import written
from plugins.feeds.model import Item

MOMENT = datetime(2020, 12, 19, 6, 48, tzinfo=UTC)
ITEM = Item(
    id="urn:uuid:1",
    title="<updated>2001-01-01T00:00:00Z</updated>",
    title_lang=None,
    address="https://example.org/",
    author="A",
    date=when.at(MOMENT),
    published=MOMENT,
    updated=MOMENT,
    summary="<updated>",
    content_html=trusted_html("<p>&lt;updated&gt;</p>"),
    lang="fr",
)


@pytest.mark.parametrize("microseconds", [1, 999, 1_000_000])
def test_a_moved_entry_is_the_entry_of_a_later_moment(microseconds):
    by = timedelta(microseconds=microseconds)
    assert atom.moved(written(ATOM, ITEM), by) == written(ATOM, replace(ITEM, updated=MOMENT + by))
