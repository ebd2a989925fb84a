"""Which feeds there are, what stands in them and in which order, and the documents they are written as."""

from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from plugins.common.feed_formats import ARTICLES, ATOM, JSON, RSS, TERM
from plugins.common.when import When
from plugins.feeds import atom, ids
from plugins.feeds.compose import Composer, PublishedFeed, Sizes
from plugins.feeds.documents import archive_path, documents
from plugins.feeds.entries import Entries
from plugins.feeds.model import EntryWriter, Feed, FeedItems
from plugins.views.model import TermView
from tests.views.samples import SITE, article

SITE_ID = UUID("eaab5578-ca79-4971-912a-f496ee32d72a")
ZONE = ZoneInfo("Europe/Paris")
ONE = article(
    "un",
    When(2020, 12, 18),
    [
        "Author: A\nDate: 2021-01-05\n\nmême jour, premier",
        "Author: B\nDate: 2021-01-05\nReply-To: 1\n\nmême jour, second",
        "Author: D\nDate: 2021-01-07T10:00:00+01:00\nReply-To: 1\nEdited: 2021-02-01\n\nplus tard",
        "Author: C\nDate: 2021-01-09\nWithdrawn: 2021-03-01\n\nretiré",
    ],
)
TWO = article("deux", When(2019, 5), ["Author: E\nDate: 2021-01-06\n\nentre deux"])
NOBODY = article("trois", When(2018))


@pytest.fixture
def composer():
    entries = Entries(SITE, SITE_ID, ZONE)
    return Composer(SITE, SITE_ID, entries, Sizes(articles=2, comments=3, terms=2))


def of_feed(subject):
    return ids.of_feed(SITE_ID, subject)


def comments_of(feed):
    return [(one.article.slug, one.number) for one in feed.items.sources]


def test_all_articles(composer):
    feed, paths, size, history = composer.all_articles([ONE, TWO])
    assert history
    assert (feed.id, feed.title, feed.subtitle) == (of_feed("articles"), "Le blog", "Sous-titre")
    assert (feed.lang, feed.author, feed.page_address) == ("fr", "Le blog", "https://blog.example/ici/")
    assert paths == dict(ARTICLES.paths())
    assert size == 2
    assert [*feed.items.sources] == [ONE, TWO]
    assert feed.updated.isoformat() == "2020-12-18T00:00:00+01:00"


def test_a_feed_is_as_new_as_what_was_changed_last(composer):
    changed = article("deux", When(2019, 5), modified=When(2022, 1, 2))
    assert composer.all_articles([ONE, changed]).feed.updated.isoformat() == "2022-01-02T00:00:00+01:00"


def test_an_empty_feed_is_as_old_as_what_it_is_about(composer):
    assert composer.all_articles([]).feed.updated.year == 1970
    (published,) = composer.conversation(NOBODY)
    assert published.feed.updated.isoformat() == "2018-01-01T00:00:00+01:00"
    _, comments = composer.site([NOBODY])
    assert comments.feed.updated.isoformat() == "2018-01-01T00:00:00+01:00"


def test_a_term(composer):
    term = TermView("Mer & sel", "mer", "tag/mer/", 1)
    feed, paths, size, history = composer.term("tag", term, [ONE])
    assert not history
    assert (feed.id, feed.title) == (of_feed("tag/mer"), "Le blog – Mer & sel")
    assert feed.page_address == "https://blog.example/ici/tag/mer/"
    assert (paths, size) == (dict(TERM.paths("tag/mer/")), 2)


def test_of_a_term_there_are_only_the_newest(composer):
    feed, *_ = composer.term("tag", TermView("Mer", "mer", "tag/mer/", 3), [ONE, TWO, NOBODY])
    assert [*feed.items.sources] == [ONE, TWO]


def test_all_comments_are_newest_first_and_within_a_day_by_their_numbers(composer):
    articles, comments = composer.site([ONE, TWO, NOBODY])
    assert articles.feed.id == of_feed("articles")
    feed, paths, size, history = comments
    assert history
    assert comments_of(feed) == [("un", 3), ("deux", 1), ("un", 2), ("un", 1)]
    assert [gone.when.isoformat() for gone in feed.gone] == ["2021-03-01T00:00:00+01:00"]
    assert feed.gone[0].id == ids.of_comment(SITE_ID, "id-un", "c4")
    assert (feed.id, feed.title) == (of_feed("comments"), "Le blog – commentaires")
    assert (paths, size) == ({ATOM: "feed/comments/atom.xml"}, 3)
    assert feed.updated.isoformat() == "2021-03-01T00:00:00+01:00", "somebody took a word back"


def test_all_comments_of_one_moment_stand_by_their_articles_numbers(composer):
    feed = composer.all_comments([ONE]).feed
    assert [gone.id for gone in feed.gone] == [ids.of_comment(SITE_ID, "id-un", "c4")]


def test_a_conversation_and_the_answers_to_each_comment(composer):
    whole, answers = composer.conversation(ONE)
    feed = whole.feed
    assert [comment.number for comment in feed.items.sources] == [3, 2, 1]
    assert feed.id == of_feed("comments/id-un")
    assert (feed.title, feed.subtitle) == ("«\u00a0Titre <un> & suite\u00a0» – commentaires", "Le blog")
    assert feed.page_address == "https://blog.example/ici/un/#commentaires"
    assert whole.paths == {ATOM: "un/comments.atom.xml"}
    assert [gone.id for gone in feed.gone] == [ids.of_comment(SITE_ID, "id-un", "c4")]
    assert whole.size == answers.size == 3
    feed = answers.feed
    assert [comment.number for comment in feed.items.sources] == [3, 2]
    assert feed.id == of_feed("replies/id-un/c1")
    assert feed.title == "«\u00a0Titre <un> & suite\u00a0» – réponses au commentaire 1"
    assert feed.page_address == "https://blog.example/ici/un/#c1"
    assert answers.paths == {ATOM: "un/c1.atom.xml"}
    assert feed.updated.isoformat() == "2021-02-01T00:00:00+01:00"
    assert (*feed.gone,) == ()


def test_an_answer_that_was_taken_back_goes_from_the_feed_of_answers_too(composer):
    said = [
        "Author: A\nDate: 2021-01-05\n\nun",
        "Author: B\nDate: 2021-01-06\nReply-To: 1\n\ndeux",
        "Author: C\nDate: 2021-01-07\nReply-To: 1\nWithdrawn: 2021-04-01\n\n",
        "Author: D\nDate: 2021-01-08\nReply-To: 2\nWithdrawn: 2021-05-01\n\n",
    ]
    _, answers = composer.conversation(article("un", When(2020, 12, 18), said))
    assert [comment.number for comment in answers.feed.items.sources] == [2]
    assert [gone.id for gone in answers.feed.gone] == [ids.of_comment(SITE_ID, "id-un", "c3")]
    assert answers.feed.updated.isoformat() == "2021-04-01T00:00:00+02:00"


def test_entries_are_those_of_the_sources(composer):
    entries = Entries(SITE, SITE_ID, ZONE)
    _, comments = composer.site([ONE, TWO])
    assert next(comments.feed.items.texts(ATOM)) == entries.comment(ONE, 3)
    whole, _ = composer.conversation(ONE)
    assert next(whole.feed.items.texts(ATOM)) == entries.comment(ONE, 3)
    assert next(composer.all_articles([TWO]).feed.items.texts(RSS)) == entries.article(RSS, TWO)


def published(count, size, paths):
    writer = EntryWriter(
        lambda feed_format, source, by: b"<entry/>", lambda source: Entries(SITE, SITE_ID, ZONE).at(None)
    )
    items = FeedItems([*range(count, 0, -1)], [*range(count * 10, 0, -10)], writer)
    feed = Feed("id", "T", "", "fr", "a", "p", Entries(SITE, SITE_ID, ZONE).at(None), items)
    return PublishedFeed(feed, paths, size)


ONE_PATH, ALL = {ATOM: "f.xml"}, {ATOM: "f.xml", RSS: "r.xml", JSON: "f.json"}


@pytest.mark.parametrize(
    ("count", "archives"),
    [
        (0, []),
        (1, []),
        (2, []),
        (3, [[2, 1]]),
        (4, [[2, 1]]),
        (5, [[2, 1], [4, 3]]),
        (7, [[2, 1], [4, 3], [6, 5]]),
    ],
)
def test_archives_are_full_and_counted_from_the_oldest(count, archives):
    first, *rest = documents(published(count, 2, ONE_PATH))
    assert [[*one.items.sources] for one in rest] == archives
    assert [*first.items.sources] == [*range(count, max(0, count - 2), -1)]
    assert [one.path for one in rest] == [f"f-{number}.xml" for number in range(1, len(archives) + 1)]
    assert [one.archive for one in (first, *rest)] == [False, *[True] * len(archives)]


def test_documents_lead_to_each_other():
    first, *rest = documents(published(7, 2, ONE_PATH))
    assert first.links == (("prev-archive", "f-3.xml"),)
    assert [one.links for one in rest] == [
        (("current", "f.xml"), ("next-archive", "f-2.xml")),
        (("current", "f.xml"), ("prev-archive", "f-1.xml"), ("next-archive", "f-3.xml")),
        (("current", "f.xml"), ("prev-archive", "f-2.xml")),
    ]


def test_other_formats_hold_the_newest_and_lead_to_archives_of_atom_alone():
    planned = [*documents(published(5, 2, ALL))]
    assert [(one.feed_format, one.path) for one in planned] == [
        *((ATOM, "f.xml"), (RSS, "r.xml"), (JSON, "f.json")),
        *((ATOM, "f-1.xml"), (ATOM, "f-2.xml")),
    ]
    assert [[*one.items.sources] for one in planned[:3]] == [[5, 4]] * 3
    assert len([*documents(published(5, 2, {RSS: "r.xml"}))]) == 1, "archives are Atom only"


def test_what_a_document_says(composer):
    entries = Entries(SITE, SITE_ID, ZONE)
    _, comments = composer.site([ONE, TWO])
    first, archive = documents(comments)
    whole = first.write(entries, "https://blog.example/ici/feed.css").decode()
    assert (
        '<link rel="self" type="application/atom+xml" href="https://blog.example/ici/feed/comments/atom.xml"'
        in whole
    )
    assert 'href="https://blog.example/ici/feed/comments/atom-1.xml"' in whole
    assert 'href="https://blog.example/ici/feed.css"' in whole
    assert "<at:deleted-entry" in whole
    assert "<updated>2021-03-01T00:00:00+01:00</updated>" in whole
    assert "fh:complete" not in whole
    assert "fh:archive" not in whole
    old = archive.write(entries, "s").decode()
    assert "fh:archive" in old
    assert "at:deleted-entry" not in old
    assert "<updated>2021-01-05T00:00:00.001000+01:00</updated>" in old
    assert "fh:complete" not in old
    conversation, _ = composer.conversation(ONE)
    assert "fh:complete" in next(documents(conversation)).write(entries, "s").decode()


def test_a_feed_without_a_history_has_no_archives_and_is_not_all_there_is():
    (only,) = documents(published(5, 2, ONE_PATH)._replace(history=False))
    assert ([*only.items.sources], only.links, only.complete) == ([5, 4], (), False)
    (small,) = documents(published(2, 2, ONE_PATH)._replace(history=False))
    assert not small.complete
    assert next(documents(published(2, 2, ONE_PATH))).complete


def test_the_name_of_an_archive():
    assert archive_path("un/comments.atom.xml", 3) == "un/comments.atom-3.xml"


def test_an_answer_names_what_it_answers():
    entries, parent = Entries(SITE, SITE_ID, ZONE), ids.of_comment(SITE_ID, "id-un", "c1")
    assert f'<thr:in-reply-to ref="{parent}"/>' in entries.comment(ONE, 2).decode()
    assert "in-reply-to" not in entries.article(ATOM, ONE).decode()


def test_what_is_moved_by_nothing_stays_and_the_rest_is_moved_in_every_format():
    entries, changed = Entries(SITE, SITE_ID, ZONE), article("cinq", modified=When(2022, 1, 2))
    for feed_format in (ATOM, JSON):
        plain, moved = (entries.article(feed_format, changed, by).decode() for by in (0, 7))
        assert entries.article(feed_format, changed).decode() == plain
        assert "2022-01-02T00:00:00.000007" in moved and ".000007" not in plain


def test_an_article_without_a_category_has_those_of_its_tags():
    entries = Entries(SITE, SITE_ID, ZONE)
    text = entries.article(ATOM, article("quatre", terms=ONE.tags)).decode()
    assert text.count("<category ") == 1 and 'term="mer"' in text


@pytest.mark.parametrize(
    ("title", "declared"),
    [("Un", ">Un"), ("a & b", ' type="html">a &amp;amp; b'), ("a < b", ' type="html">a &amp;lt; b')],
)
def test_a_title_with_a_sign_of_html_is_declared(title, declared):
    assert atom.constructed(title) == declared


def test_the_content_of_an_entry_is_found_again_in_it():
    entries = Entries(SITE, SITE_ID, ZONE)
    found = atom.content(entries.article(ATOM, ONE))
    assert found.startswith("&lt;p&gt;Texte de un") and found.endswith("&lt;/p&gt;")
