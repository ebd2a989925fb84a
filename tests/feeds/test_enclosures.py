"""What is played in an article, as its entries name it."""

from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.common.feed_formats import ATOM, RSS
from plugins.feeds.entries import Entries
from plugins.views.model import EnclosureView
from tests.views import samples

SOUND = EnclosureView("post/mer%20%26.mp3", "audio/mpeg", 9)
FILM = EnclosureView("post/film.mp4", "video/mp4", 12)


def entry(feed_format, *enclosures):
    entries = Entries(samples.SITE, UUID(int=1), ZoneInfo("Europe/Paris"))
    return entries.article(feed_format, samples.article(enclosures=enclosures)).decode()


def test_atom_names_all():
    start = '<link rel="enclosure" type='
    text = entry(ATOM, SOUND, FILM)
    assert f'{start}"audio/mpeg" href="https://blog.example/ici/post/mer%20%26.mp3" length="9"/>\n' in text
    assert f'{start}"video/mp4" href="https://blog.example/ici/post/film.mp4" length="12"/>\n' in text
    assert "enclosure" not in entry(ATOM)


def test_rss_names_the_first():
    assert entry(RSS, SOUND, FILM).count("<enclosure ") == 1 and "mer%20" in entry(RSS, SOUND, FILM)
    assert "enclosure" not in entry(RSS)
