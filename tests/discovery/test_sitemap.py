from types import SimpleNamespace
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from plugins.common import when
from plugins.discovery import sitemap
from plugins.discovery.sitemap import SitemapEntry

PARIS = ZoneInfo("Europe/Paris")


def test_a_date_is_as_precise_as_it_is_known():
    dates = ["2020", "2020-12", "2020-12-19", "2020-12-19T14:05:00+01:00"]
    places = [
        SitemapEntry(f"https://b.example/{date[-5:]}", sitemap.w3c_date(when.parse(date))) for date in dates
    ]
    ((name, text),) = sitemap.files("https://b.example/", [*places, SitemapEntry("https://b.example/?a&b")])
    assert name == "sitemap.xml"
    assert text == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://b.example/01:00</loc><lastmod>2020-12-19T14:05:00+01:00</lastmod></url>\n"
        "<url><loc>https://b.example/12-19</loc><lastmod>2020-12-19</lastmod></url>\n"
        "<url><loc>https://b.example/20-12</loc><lastmod>2020-12</lastmod></url>\n"
        "<url><loc>https://b.example/2020</loc><lastmod>2020</lastmod></url>\n"
        "<url><loc>https://b.example/?a&amp;b</loc></url>\n"
        "</urlset>\n"
    )


def test_the_last_date():
    def last(*dates):
        found = sitemap.latest([when.parse(date) if date else None for date in dates], PARIS)
        return found and found.isoformat()

    assert last("2020-12", "2020-12-19", "2020-12-18") == "2020-12-19"
    assert last("2020-12", "2020-12-01") == "2020-12-01"
    assert last("2020-12-19T00:30:00+01:00", "2020-12-18T23:45:00+00:00") == "2020-12-18T23:45:00+00:00"
    assert last("2021", None) == "2021"
    assert last(None) is None and last() is None


def test_an_article_changes_with_its_conversation():
    def last(modified=None, **said):
        dates = {"date": "2020-12-19", "edited": None, "withdrawn": None, **said}
        comment = SimpleNamespace(**{name: date and when.parse(date) for name, date in dates.items()})
        article = SimpleNamespace(
            date=when.parse("2020-12-18"), modified=modified and when.parse(modified), comments=(comment,)
        )
        return sitemap.of_article(article, PARIS).isoformat()

    assert last() == "2020-12-19"
    assert last(modified="2021") == "2021"
    assert last(edited="2020-12-20") == "2020-12-20"
    assert last(withdrawn="2020-12-21", edited="2020-12-20") == "2020-12-21"
    assert last(date="2020-12-01") == "2020-12-18"


@pytest.mark.parametrize(
    ("count", "parts"),
    [(0, []), (1, []), (2, []), (3, [2, 1]), (4, [2, 2]), (5, [2, 2, 1])],
)
def test_a_sitemap_is_split_at_its_limit(count, parts):
    places = [SitemapEntry(f"https://b.example/{n}") for n in range(count)]
    whole, *rest = (text.count("<loc>") for _, text in sitemap.files("https://b.example/", places, most=2))
    assert (whole, rest) == (len(parts) or count, parts)


def test_more_than_one_file_can_hold():
    places = [SitemapEntry(f"https://b.example/{n:03}", "2020") for n in range(5)]
    files = dict(sitemap.files("https://b.example/", places, most=2))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = ElementTree.fromstring(files["sitemap.xml"].encode())
    assert index.tag == f"{space}sitemapindex"
    assert [e.text for e in index.iter(f"{space}loc")] == [
        f"https://b.example/sitemap-{n}.xml" for n in (1, 2, 3)
    ]
    assert sum(files[f"sitemap-{n}.xml"].count("<url>") for n in (1, 2, 3)) == 5
    assert sitemap.MOST == 50_000
