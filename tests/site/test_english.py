"""A site in English has no French word in it, and dates, quotation marks and numbers are English."""

import json
import re

import pytest

from plugins.common import translations
from plugins.translation import catalogue
from tests.translation.french import found, seen

POST = "post/2020/12/18/un/index.html"
MENU = (("Posts", ""), ("Archive", "archive/"))
FOOTER = (("Feeds", "fils/"), ("Moderation", "moderation/"))
LEDGER = "month,received,published,by_rule,by_hand,delay,last\n2020-12,3,2,1,0,90,2020-12-20\n"


@pytest.fixture
def english(site):
    site.set(DEFAULT_LANG="en", SITENAME="The blog", SITESUBTITLE="Talk", MENUITEMS=MENU, FOOTER_ITEMS=FOOTER)
    head = "Title: One\nCategory: Walks\nTags: Sea, Sun\nSeries: Coast\nModified: 2020-12-22\n"
    site.article("un", head, 'It\'s "so" -- no.').article("deux", f"{head}Date: 2020-11-18\n", "Two.")
    site.comment("1", "Author: Zoe\n", text="Hello.").comment(
        "2", "Author: Zoe\nReply-To: 1\nEdited: 2020-12-20\n", "Yes. See http://a.example/b...c"
    )
    site.comment("3", "Reply-To: 1\nAuthor: Ann\n", "And more.").comment(
        "4", "Author: Zoe\nWithdrawn: 2020-12-21\n", "Gone."
    )
    return site.build()


def test_no_page_says_a_word_in_french(english):
    pages = [name for name in english.files() if name.endswith(".html")]
    assert len(pages) > 10
    words = {name: found(seen(english.page(name))) for name in pages}
    assert not {name: french for name, french in words.items() if french}
    assert {english.page(name).html["lang"] for name in pages} == {"en"}


def test_no_feed_says_a_word_in_french(english):
    feeds = [name for name in english.files() if name.endswith((".xml", ".json")) and "sitemap" not in name]
    for name in feeds:
        titles = re.findall(
            r"<(?:title|subtitle|summary|description)[^>]*>([^<]*)|\"title\": \"([^\"]*)", english.text(name)
        )
        assert not found(" ".join(one or other for one, other in titles)), name


def test_dates_signs_and_numbers_are_english(english):
    text = english.page(POST).get_text(" ", strip=True)
    assert "It’s “so” – no." in text
    assert "18 December 2020" in text and "19 December 2020, 14:05" in text
    assert "4 comments" in english.page("index.html").get_text().replace("\u00a0", " ")
    assert "Updated on 22 December 2020" in text


def test_the_intake_is_told_the_language(english):
    told = json.loads((english.root / "output.hosts" / "intake.json").read_text(encoding="utf-8"))
    assert told["site"]["lang"] == "en"


def test_a_language_without_a_catalogue_is_said_and_built_in_french(site):
    done = site.set(DEFAULT_LANG="tlh").article().run()
    assert done.returncode == 0
    assert (
        "there are no words in “tlh” yet, and French ones stand in their place" in done.stdout + done.stderr
    )
    assert "make words NEW=tlh" in done.stdout + done.stderr


def test_one_file_is_all_that_a_language_takes(tmp_path, monkeypatch):
    """What has no entry in it stays French."""
    monkeypatch.setattr(translations, "CATALOGUES", tmp_path)
    begun = catalogue.read(tmp_path / "br.po")
    begun.add("Fils", "Gwazhioù")
    catalogue.write(tmp_path / "br.po", begun)
    translations.of.cache_clear()
    breton = translations.of("br-FR")
    assert (breton.gettext("Fils"), breton.gettext("Sommaire")) == ("Gwazhioù", "Sommaire")
    monkeypatch.undo()
    translations.of.cache_clear()


def test_the_way_back_from_a_note_is_english(english):
    english.article("trois", "Title: Three\n", "Yes.[^1]\n\n[^1]: A note.").build()
    back = english.page("post/2020/12/18/trois/index.html").select_one("a.footnote-backref")
    assert back["title"] == "Back to where note 1 is called"
