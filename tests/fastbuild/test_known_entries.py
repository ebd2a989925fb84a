"""Entries of what is kept are those of the views it was made of, and what is written is not made again."""

from types import SimpleNamespace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from plugins.common.when import When
from plugins.fastbuild import cards, records
from plugins.fastbuild.known_entries import KnownEntries
from plugins.fastbuild.packing import pack
from plugins.fastbuild.shelf import Shelf
from plugins.feeds import entries as entries_module
from plugins.feeds.compose import Composer, Sizes
from plugins.feeds.documents import documents
from plugins.feeds.entries import Entries
from tests.views.samples import SITE, article

SITE_ID = UUID("eaab5578-ca79-4971-912a-f496ee32d72a")
ZONE = ZoneInfo("Europe/Paris")
VIEWS = {
    "un.md": article(
        "un",
        When(2020, 12, 18),
        [
            "Author: A & B\nDate: 2021-01-05\n\n1 < 2",
            "Author: D\nDate: 2021-01-07T10:00:00+01:00\nReply-To: 1\nEdited: 2021-02-01\n\nhttp://a.fr/x",
            "Author: E\nDate: 2021-01-08\nWithdrawn: 2022-03-01\n\nretiré aussi",
            "Author: C\nDate: 2021-01-09\nWithdrawn: 2021-03-01\n\nretiré",
        ],
        modified=When(2021, 4),
    ),
    "deux.md": article("deux", When(2020, 12, 18), title_lang="en", description=""),
}


@pytest.fixture
def theirs():
    return Entries(SITE, SITE_ID, ZONE)


@pytest.fixture
def kept(theirs):
    found = {}
    for name, view in VIEWS.items():
        written = records.written(view, theirs)
        about = {field: pack(getattr(view, field)) for field in records._IN_ABOUT}
        text = {field: pack(getattr(view, field)) for field in records.IN_TEXT}
        found[name] = SimpleNamespace(
            name=name, about=about, text=text, entry=written.article, atom=written.atom, rss=written.rss
        )
    return found


@pytest.fixture
def shelf(kept, theirs):
    known = {}
    for name, view in VIEWS.items():
        digests = cards.digests(view, records.of_view(view))
        known[name] = cards.card(name, view, digests, records.written(view, theirs), theirs, ZONE)
    return Shelf(SITE, None, known, {}, {}, kept.get, lambda card: VIEWS[card.name].comments)


@pytest.fixture
def ours(kept):
    return KnownEntries(SITE, SITE_ID, ZONE, kept.get)


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("form", ["atom", "rss", "json"])
@pytest.mark.parametrize("by", [0, 7])
def test_articles(ours, theirs, shelf, name, form, by):
    assert ours.article(form, shelf.article(name), by) == theirs.article(form, VIEWS[name], by)


@pytest.mark.parametrize("form", ["atom", "rss"])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("by", [0, 7])
def test_comments(ours, theirs, shelf, form, number, by):
    if number > 2 and by:
        return  # one withdrawn is never moved
    there = theirs.comment(form, VIEWS["un.md"], number, by)
    assert ours.comment(form, shelf.article("un.md"), number, by) == there


@pytest.mark.parametrize("name", VIEWS)
def test_what_is_known_of_them(ours, theirs, shelf, name):
    listed, view = shelf.article(name), VIEWS[name]
    assert ours.article_stamp(listed) == theirs.article_stamp(view)
    assert ours.article_updated(listed) == theirs.article_updated(view)
    assert ours.replies_to_article(listed) == theirs.replies_to_article(view)


@pytest.mark.parametrize("number", [3, 4])
def test_what_was_taken_back(ours, theirs, shelf, number):
    assert ours.tombstone_at(shelf.article("un.md"), number) == theirs.tombstone_at(VIEWS["un.md"], number)


def test_whole_feeds(ours, theirs, shelf):
    def written(entries, articles):
        composer = Composer(SITE, SITE_ID, entries, Sizes(articles=1, comments=1, terms=1))
        every = [*composer.site(articles), *composer.conversation(articles[0])]
        return {one.path: one.write(entries, "s") for each in every for one in documents(each)}

    assert written(ours, [*map(shelf.article, VIEWS)]) == written(theirs, [*VIEWS.values()])


def test_what_is_written_is_not_made_again(ours, shelf, monkeypatch):
    def made(*_):
        raise AssertionError

    monkeypatch.setattr(entries_module, "for_feed", made)
    monkeypatch.setattr(entries_module, "CommentEntries", made)
    monkeypatch.setattr(entries_module, "written", made)
    listed = shelf.article("un.md")
    assert ours.article("atom", listed) and ours.article("rss", listed)
    assert ours.comment("atom", listed, 1)
    assert ours.comment("rss", listed, 2)
