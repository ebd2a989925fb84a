"""Views of what the last build left are those it was made of; nothing is read before somebody looks."""

import pytest
from jinja2 import Environment

from plugins.comments import archive
from plugins.common.feed_formats import ATOM, FORMATS
from plugins.feeds import entries as entries_module
from plugins.feeds.compose import Composer, Sizes
from plugins.feeds.documents import documents
from tests.fastbuild import samples
from tests.fastbuild.samples import NAMES, SITE_ID, VIEWS
from tests.views.samples import SITE, article

MACRO = """{% macro row(article, root) %}<a href="{{ root }}/{{ article.url }}">{{ article.title }}</a>
{{ article.summary }}, {{ article.comments|length }}{% endmacro %}"""


@pytest.fixture
def cache(tmp_path):
    return samples.cache_in(tmp_path)


@pytest.fixture
def views(cache, tmp_path, monkeypatch):
    found = samples.lazy_views(cache, tmp_path)
    monkeypatch.setattr(found, "_read_comments", lambda slug, _: VIEWS[f"{slug}.md"].comments)
    return found


@pytest.fixture
def ours(views):
    return samples.CachedEntries(views._state, views)


@pytest.fixture
def theirs():
    return samples.entries()


@pytest.fixture
def row():
    return Environment(autoescape=True).from_string(MACRO).module.row


@pytest.fixture
def opened(views, monkeypatch):
    """The names of the articles of which more than the summary was read."""
    names, cached = [], views.cached
    monkeypatch.setattr(views, "cached", lambda name: names.append(name) or cached(name))
    return names


FIELDS = [
    *(name for name in article().__slots__ if name != "comments"),
    *("datetime", "day_known", "reply_query", "category", "tags"),
]


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_that_of_the_view_and_is_noted(views, name, field):
    assert getattr(views.article(name), field) == getattr(VIEWS[name], field)
    assert field in views.accessed_fields


@pytest.mark.parametrize("name", VIEWS)
def test_a_method_is_that_of_the_view(views, name):
    assert views.article(name).terms_of("tag") == VIEWS[name].terms_of("tag") != ()
    assert views.article(name).json_ld(SITE) == VIEWS[name].json_ld(SITE)
    assert "terms" in views.accessed_fields


def test_comments_are_counted_without_being_read(views, monkeypatch):
    monkeypatch.setattr(views, "_read_comments", None)
    assert len(views.article("un.md").comments) == 4
    assert views.accessed_fields == {"comments"}


def test_their_words_are_noted_too(views):
    assert views.article("un.md").comments[0] == VIEWS["un.md"].comments[0]
    assert [*views.article("un.md").comments] == [*VIEWS["un.md"].comments]
    assert views.accessed_fields == {"comments", "words of comments"}


def test_comments_are_read_from_their_folder(cache, tmp_path, monkeypatch):
    views = samples.lazy_views(cache, tmp_path)
    assert [*views.article("un.md").comments] == []
    monkeypatch.setattr(archive, "thread", lambda folder, name, slug: pytest.fail(slug))
    (tmp_path / "comments/un").mkdir(parents=True)
    assert [*views.article("un.md").comments] == [], "once"


def test_what_a_macro_makes_of_an_article(views, row):
    html = views.article("deux.md").printed_by(row, "https://a.fr")
    assert html.startswith('<a href="https://a.fr/deux/">Titre &lt;deux&gt; &amp; suite</a>\nTexte de deux')


def test_it_is_made_once_and_every_list_has_read(views, row):
    calls = []

    def counted(article, *more):
        calls.append(article)
        return row(article, *more)

    first = views.article("un.md").printed_by(counted, "/a")
    read = set(views.accessed_fields)
    views.accessed_fields.clear()
    assert views.article("un.md").printed_by(counted, "/a") == first
    assert len(calls) == 1
    assert views.accessed_fields == read == {"url", "title", "summary", "comments"}
    assert views.article("un.md").printed_by(counted, "/b") != first


def test_what_a_list_read_before_stays_noted(views, row):
    assert views.article("un.md").lang == "fr"
    views.article("un.md").printed_by(row, "/a")
    assert "lang" in views.accessed_fields


def test_a_macro_that_fails_leaves_the_list_as_it_was(views):
    assert views.article("un.md").title

    def fails(article):
        raise ValueError(article.url)

    with pytest.raises(ValueError, match="un/"):
        views.article("un.md").printed_by(fails)
    assert views.accessed_fields == {"title"}


def test_an_article_is_opened_once_and_only_for_more_than_its_summary(views, opened):
    article = views.article("un.md")
    assert article.title and article.locale_date and article.last_comment
    assert opened == []
    assert article.summary == article.summary
    assert article.lang
    assert opened == ["un.md"]


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("feed_format", FORMATS, ids=lambda feed_format: feed_format.name)
@pytest.mark.parametrize("by", [0, 7])
def test_entries_of_articles(ours, theirs, views, name, feed_format, by):
    assert ours.article(feed_format, views.article(name), by) == theirs.article(feed_format, VIEWS[name], by)


@pytest.mark.parametrize(("number", "by"), [(1, 0), (1, 7), (2, 0), (2, 7), (3, 0), (4, 0)])
def test_entries_of_comments(ours, theirs, views, number, by):
    there = theirs.comment(VIEWS["un.md"], number, by)
    assert ours.comment(views.article("un.md"), number, by) == there


@pytest.mark.parametrize("name", VIEWS)
def test_what_is_known_of_them(ours, theirs, views, name):
    lazy, view = views.article(name), VIEWS[name]
    assert ours.article_stamp(lazy) == theirs.article_stamp(view)
    assert ours.article_updated(lazy) == theirs.article_updated(view)
    assert ours.replies_to_article(lazy) == theirs.replies_to_article(view)


@pytest.mark.parametrize("number", [3, 4])
def test_what_was_withdrawn(ours, theirs, views, number):
    assert ours.tombstone_at(views.article("un.md"), number) == theirs.tombstone_at(VIEWS["un.md"], number)


def test_whole_feeds(ours, theirs, views):
    def written(entries, articles):
        composer = Composer(SITE, SITE_ID, entries, Sizes(articles=1, comments=1, terms=1))
        every = [*composer.site(articles), *composer.conversation(articles[0])]
        return {one.path: one.write(entries, "s") for each in every for one in documents(each)}

    assert written(ours, [*map(views.article, VIEWS)]) == written(theirs, [*VIEWS.values()])


def test_what_is_written_is_not_made_again(ours, views, monkeypatch):
    monkeypatch.setattr(entries_module, "CommentEntries", None)
    monkeypatch.setattr(entries_module, "written", None)
    lazy = views.article("un.md")
    assert ours.article(ATOM, lazy)
    assert ours.comment(lazy, 1)


SPOKEN = {
    f"{slug}.md": article(slug, said=said)
    for slug, said in {
        "a": ["Author: A\nDate: 2021-01-05\n\nx", "Author: A\nDate: 2021-01-09\n\nx"],
        "b": ["Author: A\nDate: 2021-01-05\n\nx", "Author: A\nDate: 2021-01-05\nWithdrawn: 2021-02-01\n\nx"],
        "c": ["Author: A\nDate: 2021-01-05T12:00:00+01:00\n\nx", "Author: A\nDate: 2021-01-05\n\nx"],
        "d": [],
    }.items()
}


def test_comments_are_in_the_order_of_their_feed(cache, tmp_path, theirs, monkeypatch):
    views = samples.lazy_views(cache, tmp_path, summaries=samples.state(cache, SPOKEN).summaries)
    monkeypatch.setattr(views, "_read_comments", lambda slug, _: SPOKEN[f"{slug}.md"].comments)
    lazy = [views.article(name) for name in SPOKEN]
    ours = samples.CachedEntries(views._state, views)
    feeds = [
        Composer(SITE, SITE_ID, entries, Sizes(1, 1, 1)).all_comments(articles).feed
        for entries, articles in ((ours, lazy), (theirs, [*SPOKEN.values()]))
    ]
    of_ours, of_theirs = (
        [(c.at, c.number, c.stamp, c.article.slug) for c in feed.items.sources] for feed in feeds
    )
    assert of_ours == of_theirs != []
    assert feeds[0].gone == feeds[1].gone != []


def test_without_comments_there_is_none(ours, views):
    assert ours.dated_comments(views.article("deux.md")) == []


def test_terms_and_pages_are_those_of_the_state(views):
    assert views.term("tag", "mer") == samples.TERM
    assert views.terms("tag") == (samples.TERM,) and views.terms("category") == ()
    assert tuple(views.summaries) == NAMES
