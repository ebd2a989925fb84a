"""The page « Modération » and its feed: numbers out of one public file, and nothing else."""

import feedparser
import pytest

from tests.site.conftest import SITEURL

HEAD = "month,received,published,refused_by_rule,refused_by_hand,median_minutes,last\n"
LINES = "2025-12,2,1,0,0,45,2025-12-31\n2026-10,1,0,1,0,,2026-10-02\n2026-11,6,2,1,2,120,2026-11-24\n"


@pytest.fixture
def ledger(site):
    return site.article().write("moderation.csv", HEAD + LINES)


def rows(page):
    """What each line of the tables says, and where it can be linked to."""
    return {
        row["id"]: [cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.select("tbody tr")
    }


def test_its_feed_leads_to_where_the_settings_put_it(ledger):
    built = ledger.set(MODERATION_SAVE_AS="comptes/index.html").build()
    feed = feedparser.parse(built.text("feed/moderation/atom.xml"))
    assert {entry.link.partition("#")[0] for entry in feed.entries} == {f"{SITEURL}/comptes/"}
    assert feed.feed.link == f"{SITEURL}/comptes/" and built.page("comptes/index.html")


def test_the_page_has_a_table_a_year_newest_first(ledger):
    page = ledger.build().page("moderation/index.html")
    assert [h.get_text() for h in page.select("main h2")] == ["2026", "2025"]
    assert rows(page) == {
        "m2026-11": ["novembre", "6", "2", "1", "2", "2\u00a0h"],
        "m2026-10": ["octobre", "1", "0", "1", "0", "–"],
        "m2025-12": ["décembre", "2", "1", "0", "0", "45\u00a0min"],
    }
    assert "Dernier mouvement\u00a0: le 24 novembre 2026." in page.main.get_text()


def test_the_feed_has_an_entry_a_month(ledger):
    for form in ("atom", "rss"):
        feed = feedparser.parse(ledger.build().text(f"feed/moderation/{form}.xml"))
        assert not feed.bozo
        assert [(e.title, e.link) for e in feed.entries] == [
            ("Modération, novembre 2026", f"{SITEURL}/moderation/#m2026-11"),
            ("Modération, octobre 2026", f"{SITEURL}/moderation/#m2026-10"),
            ("Modération, décembre 2025", f"{SITEURL}/moderation/#m2025-12"),
        ]
        assert feed.entries[0].summary == (
            "6\u00a0commentaires reçus, 2\u00a0publiés, 1\u00a0refusé par une règle, "
            "2\u00a0refusés par une personne. Délai médian avant publication\u00a0: 2\u00a0h."
        )
        assert feed.entries[1].summary.startswith("1\u00a0commentaire reçu, 0\u00a0publié, 1\u00a0refusé par")


def test_an_entry_keeps_its_id_and_moves_with_its_last_day(ledger):
    before = feedparser.parse(ledger.build().text("feed/moderation/atom.xml")).entries[0]
    ledger.write("moderation.csv", HEAD + LINES.replace("6,2,1,2,120,2026-11-24", "7,2,1,3,120,2026-11-25"))
    after = feedparser.parse(ledger.build().text("feed/moderation/atom.xml")).entries[0]
    assert after.id == before.id
    assert (before.updated, after.updated) == ("2026-11-24T00:00:00+01:00", "2026-11-25T00:00:00+01:00")


def test_before_the_first_comment_the_page_says_so(site):
    page = site.article().build().page("moderation/index.html")
    assert "Aucun commentaire n’a encore été reçu ici." in page.main.get_text()
    assert not page.select("table")
    assert feedparser.parse(site.text("feed/moderation/atom.xml")).entries == []


def test_every_page_leads_there(ledger):
    assert (
        ledger.build().page("index.html").select_one("footer a[href='/moderation/']").get_text()
        == "Modération"
    )
    assert f"<loc>{SITEURL}/moderation/</loc>" in ledger.text("sitemap.xml")


def test_a_damaged_ledger_stops_the_build(site):
    done = site.article().write("moderation.csv", HEAD + "2026-11,6\n").run()
    assert done.returncode != 0
    assert "content/moderation.csv:2: not a line of the ledger" in done.stderr


def test_the_queue_is_never_opened(ledger):
    """A build must not even look into `var/`: here looking is an error for everybody but root."""
    (ledger.root / "var").symlink_to("/nonexistent/var")
    ledger.build()
