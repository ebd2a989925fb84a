"""The feeds of a built site, read as a reader reads them."""

import json
import re
import xml.etree.ElementTree as ElementTree

import feedparser
import pytest

from tests.site.conftest import SITEURL

ARTICLE = "post/2020/12/18/un/"
ATOM = "{http://www.w3.org/2005/Atom}"


def atoms(site):
    """Every Atom document, by its path."""
    return {
        name: ElementTree.fromstring(data)
        for name, data in site.files().items()
        if re.search(r"atom(-\d+)?\.xml$", name)
    }


def entries(site, name):
    return feedparser.parse(site.text(name), sanitize_html=False).entries


@pytest.fixture
def two(site):
    site.set(ALLOW_BROKEN=("#a", "/i.png")).article(
        "un",
        "Modified: 2020-12-20 08:00\nCategory: Vie\nTags: a\n",
        "[tag](/tag/a/) [note](#a) ![i](/i.png)",
    )
    return site.article("deux", "Title: Deux\n").comment("1").comment("2", "Date: 2020-12-20\n")


def ids(site):
    return {name: [e.text for e in root.iter(f"{ATOM}id")] for name, root in atoms(site).items()}


def test_the_feeds_there_are(two):
    names = [name for name in two.build().files() if re.search(r"(atom|rss)\.xml$|feed\.json$", name)]
    assert sorted(names) == sorted(
        [f"{folder}{name}" for folder in ("feed/", "category/vie/", "tag/a/")
         for name in ("atom.xml", "rss.xml", "feed.json")]
        + ["feed/comments/atom.xml", "feed/moderation/atom.xml", "feed/moderation/rss.xml"]
        + [f"post/2020/12/18/{slug}/comments.atom.xml" for slug in ("un", "deux")]
    )  # fmt: skip


def test_every_id_is_one_thing(two):
    found = ids(two.build())
    own = [identifiers[0] for identifiers in found.values()]
    assert len(own) == len(set(own)) == 7
    of_entries = {i for identifiers in found.values() for i in identifiers[1:]}
    assert len(of_entries) == 4 and not of_entries & set(own)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", i) for i in of_entries | set(own))


def test_ids_survive_title_date_slug_and_file_name(site):
    site.article("un", "Id: x\n").comment().build()
    before = ids(site)
    (site.root / "content/comments/un").rename(site.root / "content/comments/autre")
    (site.root / "content/articles/un.md").unlink()
    site.write("articles/z.md", "Title: Autre\nDate: 2021-01-01\nSlug: autre\nId: x\n\nTexte.\n").build()
    assert sorted(ids(site).values()) == sorted(before.values())


def test_an_entry_is_the_same_in_every_format(two):
    two.build()
    atom, rss = entries(two, "feed/atom.xml"), entries(two, "feed/rss.xml")
    items = json.loads(two.text("feed/feed.json"))["items"]
    assert [e.id for e in atom] == [e.id for e in rss] == [item["id"] for item in items]
    assert [e.link for e in atom] == [e.link for e in rss] == [item["url"] for item in items]
    html = [item["content_html"] for item in items]
    assert [e.content[0].value.replace(" />", "/>") for e in (*atom, *rss)] == html * 2


def test_addresses_are_absolute_and_the_language_is_said(two):
    for name, root in atoms(two.build()).items():
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
        for link in root.iter(f"{ATOM}link"):
            assert link.get("href").startswith(SITEURL), name
        assert root.find("{*}link[@rel='self']").get("href") == f"{SITEURL}/{name}"
        for content in root.iter(f"{ATOM}content"):
            assert not re.search(r'(href|src)="(?!https?://)', content.text), name


def test_links_of_an_article_hold_outside_it(two):
    text = two.build().text("feed/atom.xml")
    for address in (f"{SITEURL}/tag/a/", f"{SITEURL}/{ARTICLE}#a", f"{SITEURL}/i.png"):
        assert address in text


def test_a_reader_reads_every_entry_back(two):
    feed = feedparser.parse(two.build().text(f"{ARTICLE}comments.atom.xml"))
    assert not feed.bozo
    assert feed.feed.title == "«\u00a0Un\u00a0» – commentaires"
    assert [e.link for e in feed.entries] == [f"{SITEURL}/{ARTICLE}#c2", f"{SITEURL}/{ARTICLE}#c1"]
    assert (feed.entries[0].title, feed.entries[0].author) == ("Un – Zoé", "Zoé")
    assert feed.entries[0].content[0].value == "<p>Texte.</p>"


def test_unknown_hours_are_not_published(two):
    two.build()
    newest, oldest = entries(two, f"{ARTICLE}comments.atom.xml")
    assert "published" not in newest and newest.updated == "2020-12-20T00:00:00.002000+01:00"
    assert "published" not in oldest and oldest.updated == "2020-12-19T14:05:00+01:00"


def test_nor_are_they_in_rss(site):
    site.article("un", "Date: 2020-12-20\n").article("deux", "Title: Deux\nDate: 2020-12-19T14:05:00+01:00\n")
    newest, oldest = entries(site.build(), "feed/rss.xml")
    assert newest.updated == "2020-12-20" and "published" not in newest
    assert oldest.published == "Sat, 19 Dec 2020 14:05:00 +0100"


def test_a_month_is_no_day_in_json(site):
    site.article("un", "Date: 2020-12\n").article("deux", "Title: Deux\nDate: 2020-12-20\n").build()
    items = json.loads(site.text("feed/feed.json"))["items"]
    assert [item.get("date_published") for item in items] == ["2020-12-20T00:00:00+01:00", None]


def test_no_two_entries_share_a_moment(site):
    site.article("un").article("deux", "Title: Deux\n")
    for slug in ("un", "deux"):
        site.comment("1", "Date: 2020-12-20\n", slug=slug).comment("2", "Date: 2020-12-20\n", slug=slug)
    moments = [entry.updated for entry in entries(site.build(), "feed/comments/atom.xml")]
    assert moments == sorted(set(moments), reverse=True) and len(moments) == 4
    assert {moment[:19] for moment in moments} == {"2020-12-20T00:00:00"}


def test_an_address_stands_whole(site):
    address = "https://exemple.fr/" + "a" * 60
    site.article().comment(text=address).build()
    assert 'class="rest"' in site.text(f"{ARTICLE}index.html")
    (entry,) = entries(site, f"{ARTICLE}comments.atom.xml")
    assert f">{address}</a>" in entry.content[0].value and "span" not in entry.content[0].value


def test_an_empty_feed_is_as_old_as_its_article(two):
    feed = feedparser.parse(two.build().text("post/2020/12/18/deux/comments.atom.xml"))
    assert (len(feed.entries), feed.feed.updated) == (0, "2020-12-18T10:00:00+01:00")


def test_no_feed_of_a_site_with_an_article_is_older_than_it(two):
    """The W3C validator finds 1970 implausible."""
    for name, root in atoms(two.build()).items():
        assert root.findtext(f"{ATOM}updated") >= "2020-12-18T10:00:00", name
    for name in (name for name in two.files() if name.endswith("rss.xml")):
        assert " 2020 " in re.search("<lastBuildDate>(.*?)<", two.text(name))[1], name


def test_a_modified_article_is_updated(two):
    found = entries(two.build(), "feed/atom.xml")
    assert {e.title: e.updated for e in found}["Un"] == "2020-12-20T08:00:00+01:00"


def test_an_edited_comment_is_updated(site):
    site.article().comment("1", "Edited: 2021-02-03\n").comment("2", "Edited: 2020-12-19\n").build()
    second, first = entries(site, f"{ARTICLE}comments.atom.xml")
    assert (first.published, first.updated) == ("2020-12-19T14:05:00+01:00", "2021-02-03T00:00:00+01:00")
    assert second.updated == "2020-12-19T14:05:00+01:00" and "published" not in second
    feed = feedparser.parse(site.text(f"{ARTICLE}comments.atom.xml")).feed
    assert feed.updated == "2021-02-03T00:00:00+01:00"
    assert 'thr:updated="2021-02-03T00:00:00+01:00"' in site.text("feed/atom.xml")


def test_a_hidden_article_has_its_feed(site):
    site.article("un", "Status: hidden\n").comment().build()
    assert len(entries(site, f"{ARTICLE}comments.atom.xml")) == 1
    assert not entries(site, "feed/comments/atom.xml")


def test_a_browser_gets_a_style_sheet(two):
    two.build()
    (sheet,) = [name for name in two.files() if name.startswith("feed.") and name.endswith(".css")]
    line = f'<?xml-stylesheet type="text/css" href="{SITEURL}/{sheet}"?>'
    feeds = [name for name in two.files() if re.search(r"(atom|rss)\.xml$", name)]
    assert len(feeds) == 11
    assert all(two.text(name).split("\n")[1] == line for name in feeds)


def test_a_term_has_its_newest_articles_alone(site):
    for number in range(1, 5):
        site.article(
            f"a{number}", f"Title: A{number}\nDate: 2020-12-{number:02}\nTags: vie\nCategory: Travail\n"
        )
    site.set(FEED_TERM_ITEMS=2, FEED_ITEMS=2).build()
    for folder in ("tag/vie", "category/travail"):
        feed = feedparser.parse(site.output / folder / "atom.xml")
        assert [entry.title for entry in feed.entries] == ["A4", "A3"]
        assert "prev-archive" not in site.text(f"{folder}/rss.xml") + site.text(f"{folder}/atom.xml")
        assert not list((site.output / folder).glob("atom-*.xml"))
    assert list((site.output / "feed").glob("atom-*.xml"))


def test_feeds_of_what_has_an_accent_in_its_address_are_where_they_are_said_to_be(site):
    site.article("été", "Tags: là-bas\n").comment("1", slug="été").comment("2", "Reply-To: 1\n", slug="été")
    site.set(SLUGIFY_USE_UNICODE=True).build()
    names = set(site.files())
    assert {"post/2020/12/18/été/comments.atom.xml", "post/2020/12/18/été/c1.atom.xml"} <= names
    assert "tag/là-bas/atom.xml" in names and not any("%" in name for name in names)


def test_a_date_before_standard_time_is_valid_everywhere(site):
    """Paris was 9 min 21 s ahead; the formats know minutes."""
    site.article(header="Date: 1905-03-02 14:00\nModified: 1906-01-01 08:00\n").build()
    folder = "post/1905/03/02/un/"
    written = "1905-03-02T14:00:39+00:10"
    (entry,) = ElementTree.fromstring(site.text("feed/atom.xml")).iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}published").text == written
    assert entry.find(f"{ATOM}updated").text == "1906-01-01T08:00:39+00:10"
    assert json.loads(site.text("feed/feed.json"))["items"][0]["date_published"] == written
    assert "<pubDate>Thu, 02 Mar 1905 14:00:39 +0010</pubDate>" in site.text("feed/rss.xml")
    assert site.page(f"{folder}index.html").select_one("time.dt-published")["datetime"] == written
    odd = re.compile(rb"[+-]\d\d:?\d\d:?\d\d(?!\d)")  # an offset with seconds
    assert not [
        name for name, data in site.files().items() if odd.search(re.sub(rb"urn:uuid:\S+", b"", data))
    ]
