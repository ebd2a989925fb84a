"""Dates in RSS are those of the standard library, whose function takes five times as long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

from hypothesis import given
from hypothesis import strategies as st

from plugins.common import when
from plugins.common.html import trusted_html
from plugins.feeds import rss
from plugins.feeds.model import Enclosure, Item

NOON = datetime(2020, 12, 19, 12, tzinfo=UTC)
ZONES = st.integers(-24 * 60 + 1, 24 * 60 - 1).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def entry(date):
    """Of which only the date matters."""
    return Item(
        id="urn:uuid:1",
        title="Un",
        title_lang=None,
        address="https://blog.example/",
        author="A",
        date=date,
        published=NOON,
        updated=NOON,
        summary="Un",
        content_html=trusted_html(""),
        lang="fr",
    )


@given(st.datetimes(timezones=ZONES).map(lambda moment: moment.replace(microsecond=0)))
def test_a_moment_is_written_as_mail_writes_it(moment):
    assert f"<pubDate>{format_datetime(moment)}</pubDate>" in rss.entry(entry(when.at(moment))).decode()


def test_a_day_stays_a_day():
    assert b"<dc:date>2020-12-19</dc:date>" in rss.entry(entry(when.parse("2020-12-19")))


def test_an_item_has_one_enclosure_at_most():
    sounds = tuple(Enclosure(f"https://blog.example/{name}.mp3", "audio/mpeg", 9) for name in "ab")
    text = rss.entry(replace(entry(when.parse("2020")), enclosures=sounds)).decode()
    assert text.count("<enclosure") == 1
    assert '<enclosure url="https://blog.example/a.mp3" length="9" type="audio/mpeg"/>' in text
