"""Who answers whom, in feeds (RFC 4685); what was taken back (RFC 6721); the whole history (RFC 5005)."""

import json
import re
import xml.etree.ElementTree as ElementTree
from itertools import count

import pytest

from tests.site.conftest import SITEURL
from tests.site.test_feeds import ARTICLE, ATOM, atoms, entries

THR = "{http://purl.org/syndication/thread/1.0}"
FH = "{http://purl.org/syndication/history/1.0}"
AT = "{http://purl.org/atompub/tombstones/1.0}"


@pytest.fixture
def talk(site):
    """1 ← 2 ← 4, 1 ← 3 (withdrawn) ← 5; 6 answers nothing, 7 a comment that is not there."""
    site.article(header="Category: Vie\n")
    answers = {2: 1, 3: 1, 4: 2, 5: 3, 7: 99}
    for number in range(1, 8):
        reply = f"Reply-To: {answers[number]}\n" if number in answers else ""
        gone = "Withdrawn: 2021-01-02\nAuthor: Partie\nSite: https://partie.example\n" if number == 3 else ""
        text = "Mot secret." if number == 3 else f"Texte {number}."
        site.comment(str(number), f"Date: 2020-12-19T14:0{number}:00+01:00\n{reply}{gone}", text)
    return site.build()


def ids_of(site, name):
    """Ids of the entries of a feed, by address."""
    return {entry.link: entry.id for entry in entries(site, name)}


def test_every_comment_is_tied_to_what_it_answers(talk):
    by_link = ids_of(talk, f"{ARTICLE}comments.atom.xml")
    (article,) = ids_of(talk, "feed/atom.xml").values()
    answered = {}
    for entry in ElementTree.fromstring(talk.text(f"{ARTICLE}comments.atom.xml")).iter(f"{ATOM}entry"):
        tie = entry.find(f"{THR}in-reply-to")
        answered[entry.find(f"{ATOM}link").get("href")[-1]] = tie.get("ref")
    at = f"{SITEURL}/{ARTICLE}"
    assert answered == {
        "1": article,
        "2": by_link[f"{at}#c1"],
        "4": by_link[f"{at}#c2"],
        "5": article,
        "6": article,
        "7": article,
    }


def test_every_tie_leads_to_an_entry(talk):
    roots = atoms(talk).values()
    known = {entry.find(f"{ATOM}id").text for root in roots for entry in root.iter(f"{ATOM}entry")}
    ties = [tie.get("ref") for root in roots for tie in root.iter(f"{THR}in-reply-to")]
    assert len(ties) == 6 + 6 + 1 + 1 and set(ties) <= known


def test_an_article_says_where_its_comments_are(talk):
    entry = ElementTree.fromstring(talk.text("category/vie/atom.xml")).find(f"{ATOM}entry")
    feed, page = entry.findall(f"{ATOM}link[@rel='replies']")
    assert feed.get("href") == f"{SITEURL}/{ARTICLE}comments.atom.xml"
    assert (feed.get(f"{THR}count"), feed.get(f"{THR}updated")) == ("6", "2020-12-19T14:07:00+01:00")
    assert page.get("href") == f"{SITEURL}/{ARTICLE}#commentaires"
    assert entry.find(f"{THR}total").text == "6"
    (item,) = entries(talk, "feed/rss.xml")
    assert (item.comments, item.slash_comments) == (f"{SITEURL}/{ARTICLE}#commentaires", "6")
    assert item.wfw_commentrss == f"{SITEURL}/{ARTICLE}comments.atom.xml"


def test_answers_have_a_feed_of_their_own(talk):
    replies = {name for name in talk.files() if re.fullmatch(rf"{ARTICLE}c\d\.atom\.xml", name)}
    assert replies == {f"{ARTICLE}c1.atom.xml", f"{ARTICLE}c2.atom.xml"}
    assert [e.link[-1] for e in entries(talk, f"{ARTICLE}c1.atom.xml")] == ["2"]
    page = talk.page(f"{ARTICLE}index.html")
    assert page.select_one("#c2 .after a[href$='/c2.atom.xml']").get_text() == "fil"
    assert not page.select("#c3 .after a[href$='.xml'], #c4 .after a[href$='.xml']")


def test_what_was_taken_back_is_named_as_gone(talk):
    root = ElementTree.fromstring(talk.text(f"{ARTICLE}comments.atom.xml"))
    (gone,) = root.findall(f"{AT}deleted-entry")
    assert gone.get("when") == "2021-01-02T00:00:00+01:00"
    assert root.find(f"{ATOM}updated").text == "2021-01-02T00:00:00+01:00"
    assert gone.get("ref") not in {entry.find(f"{ATOM}id").text for entry in root.iter(f"{ATOM}entry")}
    everywhere = ElementTree.fromstring(talk.text("feed/comments/atom.xml")).find(f"{AT}deleted-entry")
    assert everywhere.get("ref") == gone.get("ref")


def test_the_id_of_what_is_gone_is_the_one_it_had(talk):
    gone = (
        ElementTree.fromstring(talk.text(f"{ARTICLE}comments.atom.xml")).find(f"{AT}deleted-entry").get("ref")
    )
    talk.comment("3", "Date: 2020-12-19T14:03:00+01:00\nReply-To: 1\n").build()
    assert ids_of(talk, f"{ARTICLE}comments.atom.xml")[f"{SITEURL}/{ARTICLE}#c3"] == gone


def test_no_word_of_it_is_left(talk):
    for name, data in talk.files().items():
        for word in (b"Partie", b"partie.example", b"secret"):
            assert word not in data, name
    item = talk.page(f"{ARTICLE}index.html").select_one("#c3")
    assert "Ce commentaire a été retiré." in item.get_text()
    assert talk.page(f"{ARTICLE}index.html").select_one("#c5 .context").get_text() == "en réponse à 3"


def test_a_short_feed_says_that_it_is_complete(talk):
    for name in (f"{ARTICLE}comments.atom.xml", "feed/rss.xml", "feed/comments/atom.xml"):
        assert f"{FH}complete" in {e.tag for e in ElementTree.fromstring(talk.text(name)).iter()}, name


@pytest.fixture
def long(site):
    site.set(FEED_ITEMS=2, FEED_COMMENTS=3).article()
    for number in range(1, 9):
        site.comment(str(number), f"Date: 2020-12-{number + 10}T10:00:00+01:00\n")
    for number in range(1, 4):
        site.article(f"a{number}", f"Title: A{number}\nDate: 2020-11-0{number} 10:00\n")
    return site.build()


def history(site, name):
    """Follows a feed back to its beginning, as RFC 5005 §4.2 tells readers to."""
    for step in count():
        root = ElementTree.fromstring(site.text(name))
        assert (root.find(f"{FH}archive") is not None) == (step > 0)
        assert root.find(f"{FH}complete") is None
        yield name, [entry.find(f"{ATOM}link").get("href") for entry in root.iter(f"{ATOM}entry")], root
        before = root.find(f"{ATOM}link[@rel='prev-archive']")
        if before is None:
            return
        name = before.get("href").removeprefix(f"{SITEURL}/")


def test_a_long_one_leads_back_to_its_beginning(long):
    at = f"{SITEURL}/{ARTICLE}#c"
    documents = [(name, links) for name, links, _ in history(long, f"{ARTICLE}comments.atom.xml")]
    assert documents == [
        (f"{ARTICLE}comments.atom.xml", [f"{at}{n}" for n in (8, 7, 6)]),
        (f"{ARTICLE}comments.atom-2.xml", [f"{at}{n}" for n in (6, 5, 4)]),
        (f"{ARTICLE}comments.atom-1.xml", [f"{at}{n}" for n in (3, 2, 1)]),
    ]
    articles = [link for _, links, _ in history(long, "feed/atom.xml") for link in links]
    assert len(articles) == 4 and len(set(articles)) == 4


def test_an_archive_leads_forward_too(long):
    *_, (_, _, oldest) = history(long, f"{ARTICLE}comments.atom.xml")
    links = {link.get("rel"): link.get("href") for link in oldest.findall(f"{ATOM}link")}
    assert links["next-archive"] == f"{SITEURL}/{ARTICLE}comments.atom-2.xml"
    assert links["current"] == f"{SITEURL}/{ARTICLE}comments.atom.xml"


def test_a_full_archive_stays_as_it_is(long):
    name = f"{ARTICLE}comments.atom-1.xml"
    before = long.files()[name]
    after = long.comment("9", "Date: 2020-12-20T10:00:00+01:00\n").build().files()[name]
    assert after == before


def test_other_formats_carry_the_newest(long):
    assert len(entries(long, "feed/rss.xml")) == len(json.loads(long.text("feed/feed.json"))["items"]) == 2
    assert "fh:complete" not in long.text("feed/rss.xml")
