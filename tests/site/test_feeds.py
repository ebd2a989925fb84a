"""The feeds of a built site, read as a reader reads them."""

import re
import xml.etree.ElementTree as ElementTree

import feedparser
import pytest

from tests.site.conftest import SITEURL

ARTICLE = "post/2020/12/18/un/"


def feeds(site):
    return {
        name: ElementTree.fromstring(data) for name, data in site.files().items() if name.endswith(".xml")
    }


@pytest.fixture
def two(site):
    site.article("un", "Modified: 2020-12-20 08:00\n", "[tag](/tag/x/) [note](#a) ![i](/i.png)")
    return site.article("deux", "Title: Deux\n").comment("1").comment("2", "Date: 2020-12-20\n")


def ids(site):
    return {
        name: [e.text for e in root.iter("{http://www.w3.org/2005/Atom}id")]
        for name, root in feeds(site).items()
    }


def test_every_id_is_one_thing(two):
    found = ids(two.build())
    own = [identifiers[0] for identifiers in found.values()]
    assert len(own) == len(set(own)) == 4
    entries = {i for identifiers in found.values() for i in identifiers[1:]}
    assert len(entries) == 4 and not entries & set(own)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", i) for i in entries | set(own))


def test_ids_survive_title_date_slug_and_file_name(site):
    site.article("un", "Id: x\n").comment().build()
    before = ids(site)
    (site.root / "content/comments/un").rename(site.root / "content/comments/autre")
    (site.root / "content/articles/un.md").unlink()
    site.write("articles/z.md", "Title: Autre\nDate: 2021-01-01\nSlug: autre\nId: x\n\nTexte.\n").build()
    assert sorted(ids(site).values()) == sorted(before.values())


def test_addresses_are_absolute_and_the_language_is_said(two):
    for name, root in feeds(two.build()).items():
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
        for link in root.iter("{http://www.w3.org/2005/Atom}link"):
            assert link.get("href").startswith(SITEURL), name
        self = root.find("{*}link[@rel='self']").get("href")
        assert self == f"{SITEURL}/{name}"
        for content in root.iter("{http://www.w3.org/2005/Atom}content"):
            assert not re.search(r'(href|src)="(?!https?://)', content.text), name


def test_links_of_an_article_hold_outside_it(two):
    text = two.build().text("feed/atom.xml")
    for address in (f"{SITEURL}/tag/x/", f"{SITEURL}/{ARTICLE}#a", f"{SITEURL}/i.png"):
        assert address in text


def test_a_reader_reads_every_entry_back(two):
    feed = feedparser.parse(two.build().text(f"{ARTICLE}comments.atom.xml"))
    assert not feed.bozo
    assert feed.feed.title == "«\u00a0Un\u00a0» – commentaires"
    assert [e.link for e in feed.entries] == [f"{SITEURL}/{ARTICLE}#c2", f"{SITEURL}/{ARTICLE}#c1"]
    assert feed.entries[0].title == "Un - Zoé"
    assert feed.entries[0].content[0].value == "<p>Texte.</p>"


def test_unknown_hours_are_not_published(two):
    entries = feedparser.parse(two.build().text(f"{ARTICLE}comments.atom.xml")).entries
    assert "published" not in entries[0] and entries[0].updated == "2020-12-20T00:00:00.002000+01:00"
    assert entries[1].published == entries[1].updated == "2020-12-19T14:05:00+01:00"


def test_no_two_entries_share_a_moment(site):
    site.article("un").article("deux", "Title: Deux\n")
    for slug in ("un", "deux"):
        site.comment("1", "Date: 2020-12-20\n", slug=slug).comment("2", "Date: 2020-12-20\n", slug=slug)
    entries = feedparser.parse(site.build().text("feed/comments/atom.xml")).entries
    moments = [entry.updated for entry in entries]
    assert moments == sorted(set(moments), reverse=True) and len(moments) == 4
    assert {moment[:19] for moment in moments} == {"2020-12-20T00:00:00"}


def test_an_address_stands_whole(site):
    address = "https://exemple.fr/" + "a" * 60
    site.article().comment(text=address).build()
    assert 'class="rest"' in site.text(f"{ARTICLE}index.html")
    (entry,) = feedparser.parse(site.text(f"{ARTICLE}comments.atom.xml"), sanitize_html=False).entries
    assert f">{address}</a>" in entry.content[0].value and "span" not in entry.content[0].value


def test_an_empty_feed_is_as_old_as_its_article(two):
    feed = feedparser.parse(two.build().text("post/2020/12/18/deux/comments.atom.xml"))
    assert (len(feed.entries), feed.feed.updated) == (0, "2020-12-18T10:00:00+01:00")


def test_a_modified_article_is_updated(two):
    entries = feedparser.parse(two.build().text("feed/atom.xml")).entries
    assert {e.title: e.updated for e in entries}["Un"] == "2020-12-20T08:00:00+01:00"


def test_limits(site):
    site.set(FEED_ITEMS=2, FEED_COMMENTS=3)
    for number in range(4):
        site.article(f"a{number}", f"Title: A{number}\n").comment("1", slug=f"a{number}")
    site.build()
    assert len(feedparser.parse(site.text("feed/atom.xml")).entries) == 2
    assert len(feedparser.parse(site.text("feed/comments/atom.xml")).entries) == 3
