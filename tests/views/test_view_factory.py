"""Pelican's objects as views."""

from datetime import date
from types import SimpleNamespace

import pytest

from plugins.articles.header import Header
from plugins.comments import format as comment_format
from plugins.comments.threads import arrange
from plugins.common.feed_formats import ARTICLES
from plugins.common.when import When
from plugins.views import json_ld, view_factory
from plugins.views.model import HeadingView, LedgerView, LinkView, TermView
from plugins.views.view_factory import ViewFactory
from tests.views.samples import SETTINGS, SITE


def term(name, slug="x"):
    return SimpleNamespace(name=name, slug=slug, save_as=f"t/{slug}/index.html")


TOKENS = [
    {"level": 2, "id": "un", "name": "Un & deux", "html": "Un &amp; <em>deux</em>", "children": [
        {"level": 3, "id": "trois", "name": "Trois", "children": []}]},
    {"level": 2, "id": "quatre", "name": "Quatre", "children": []},
]  # fmt: skip
THREAD = arrange(
    [comment_format.parse(b"Id: 1\nAuthor: A\nDate: 2021-01-05\n\nhttp://exemple.fr/abcdef", "1.txt")]
)


def article(header=None, **changes):
    values = {
        "title": "  Un\ttitre ",
        "slug": "un",
        "save_as": "post/un é/index.html",
        "lang": "en",
        "status": "published",
        "relative_source_path": "articles/un.md",
        "category": term("Carnets", "carnets"),
        "tags": [term("mer", "mer"), term("sel", "sel")],
        "authors": [term(" Zoé\n ")],
        "thread": lambda: THREAD,
        "get_content": lambda siteurl: (
            f"<p>Un <b>texte</b> de <a href='{siteurl}/x/'>lui</a>.</p><p>Suite.</p>"
        ),
        "get_summary": lambda siteurl: f"<p>Dit <i>court</i> {siteurl}.</p>",
        "metadata": {"header": header or Header(None, None, None, None, None), "toc_tokens": TOKENS},
    }
    return SimpleNamespace(**{**values, **changes})


def factory(**settings):
    return ViewFactory({**SETTINGS, **settings}, SITE, LedgerView())


def view(one, made=None, **settings):
    made = made or factory(**settings)
    return made.article(made.name(one))


def test_the_site():
    assert (SITE.name, SITE.subtitle, SITE.lang) == ("Le blog", "Sous-titre", "fr")
    assert (SITE.address, SITE.root) == ("https://blog.example/ici/", "/ici")
    assert (SITE.stylesheet, SITE.feed_stylesheet) == ("style.css", "feed.css")
    assert (SITE.intake_stylesheet, SITE.ledger_stylesheet) == ("intake.css", "ledger.css")
    assert [feed.url for feed in SITE.articles_feeds] == [path for _, path in ARTICLES.paths()]
    assert [feed.url for feed in SITE.comments_feeds] == ["feed/comments/atom.xml"]
    assert SITE.intake_url == "/commenter"


def test_an_article():
    dates = Header(When(2020, 12, 18), When(2021, 2), "fr", None, "an-id")
    one = view(article(dates))
    assert (one.id, one.slug, one.title, one.title_lang) == ("an-id", "un", "Un titre", "fr")
    assert (one.url, one.lang, one.status) == ("post/un%20%C3%A9/", "en", "published")
    assert one.content == "<p>Un <b>texte</b> de <a href='/ici/x/'>lui</a>.</p><p>Suite.</p>"
    assert one.summary == "Un texte de lui."
    assert one.description == "Un texte de lui."
    assert (one.date, one.modified) == (When(2020, 12, 18), When(2021, 2))
    assert (one.locale_date, one.locale_date_in_year) == ("18 décembre 2020", "18 décembre")
    assert one.locale_modified == "février 2021"
    assert one.authors == ("Zoé",)
    assert one.reading_minutes == 1
    assert [comment.number for comment in one.comments] == [1]
    assert one.last_comment.number == 1
    assert one.comments_feed == "post/un%20%C3%A9/comments.atom.xml"
    assert one.json_ld(SITE) == json_ld.article("Un titre", "en", "2020-12-18", 1)


def test_what_nobody_wrote_is_empty():
    one = view(article(authors=[], tags=[], category=None, metadata={}))
    assert (one.id, one.title_lang, one.date, one.modified) == ("un", None, None, None)
    assert (one.locale_date, one.locale_date_in_year, one.locale_modified) == ("", "", "")
    assert (one.authors, one.tags, one.category, one.toc) == ((), (), None, ())
    assert (one.previous, one.next, one.series) == (None, None, None)


def test_a_summary_that_somebody_wrote():
    one = view(article(metadata={"summary": "x"}))
    assert one.summary == "Dit <i>court</i> /ici."
    assert one.description == "Dit court /ici."


def test_terms_have_their_counts():
    made = factory()
    made.count("category", [(term("Carnets", "carnets"), [1, 2]), (term("Autre", "a"), [1])])
    made.count("tag", [(term("sel", "sel"), [1, 2, 3]), (term("Mer", "mer"), [1])])
    one = view(article(), made)
    assert one.category == TermView("Carnets", "carnets", "t/carnets/", 2, taxonomy="category")
    assert [(tag.name, tag.count) for tag in one.tags] == [("Mer", 1), ("sel", 3)]
    assert [known.slug for known in made.terms("category")] == ["carnets", "a"], "as they were told"
    assert made.term("tag", "sel").count == 3


def test_a_term_of_drafts_alone_counts_nothing():
    assert [(tag.name, tag.count, tag.url) for tag in view(article()).tags] == [
        ("mer", 0, ""),
        ("sel", 0, ""),
    ]


def test_the_default_category_is_none():
    assert view(article(category=term("Sans"))).category is None


@pytest.mark.parametrize(
    ("settings", "header", "is_open"),
    [
        ({}, None, True),
        ({}, True, True),
        ({}, False, False),
        ({"COMMENTS_OPEN": False}, None, False),
        ({"COMMENT_INTAKE_URL": "", "COMMENT_MAIL": ""}, True, False),
        ({"COMMENT_INTAKE_URL": "", "COMMENT_MAIL": "a@b.example"}, None, True),
    ],
)
def test_whether_comments_are_taken(settings, header, is_open):
    known = Header(None, None, None, header, None)
    assert view(article(known), **settings).comments_open is is_open


@pytest.mark.parametrize(("now", "is_open"), [("", True), ("2027-01-31 23:59", True), ("2027-02-01", False)])
def test_a_conversation_ends(now, is_open):
    known = Header(None, None, None, None, None, comments_until=date(2027, 1, 31))
    one = view(article(known), NOW=now, TIMEZONE="Europe/Paris")
    assert (one.comments_open, one.locale_closes("fr")) == (is_open, "31 janvier 2027")
    assert view(article(known), COMMENTS_OPEN=False).locale_closes("fr") == ""


def test_what_is_still_to_come():
    known = Header(When(2027, 2, 1), None, None, None, None)
    assert view(article(known), NOW="2027-01-31").planned
    assert not view(article(known), NOW="2027-02-01").planned
    assert not view(article(known)).planned


def test_a_mail_names_the_article():
    assert view(article()).mailto is None
    one = view(article(title="L’été & co"), COMMENT_MAIL="zoé@blog.example")
    assert one.mailto == (
        "mailto:zo%C3%A9@blog.example?subject=Commentaire%20sur%20%C2%AB%C2%A0"
        "L%E2%80%99%C3%A9t%C3%A9%20%26%20co%C2%A0%C2%BB%20%5Bun%5D"
    )


def test_a_table_of_contents_is_of_three_headings_or_more():
    assert view(article()).toc == (
        HeadingView(2, "un", "Un & deux"),
        HeadingView(3, "trois", "Trois"),
        HeadingView(2, "quatre", "Quatre"),
    )
    assert view_factory.contents(TOKENS[:1]) == ()


def test_long_addresses_are_cut_as_the_settings_say():
    short = view(article(), COMMENT_ADDRESS_LENGTH=12).comments[0].body_html
    assert "abcdef</a>" not in short
    assert "abcdef</a>" in view(article(), COMMENT_ADDRESS_LENGTH=None).comments[0].body_html


def test_an_article_is_made_once_as_long_as_it_is_kept():
    for at_hand, is_kept in ((None, True), (1, False)):
        made, one = ViewFactory(SETTINGS, SITE, LedgerView(), at_hand), article()
        names = made.names([one, article(relative_source_path="articles/deux.md")])
        assert names == ("articles/un.md", "articles/deux.md")
        assert made.source(names[0]) is one
        first = made.article(names[0])
        assert made.article(names[0]) is first is made.articles([one])[0]
        assert made.article(names[1]) is not first
        assert made.article(names[0]) == first
        assert (made.article(names[0]) is first) is is_kept


def test_neighbours_are_those_of_the_list():
    made = factory()
    new, old = (
        article(slug=slug, title=slug, save_as=f"{slug}/index.html", relative_source_path=f"{slug}.md")
        for slug in ("new", "old")
    )
    made.order([new, old])
    assert view(new, made).previous == LinkView("old", "old/")
    assert view(old, made).next == LinkView("new", "new/")
    assert view(new, made).next is view(old, made).previous is None


def test_a_page():
    made = factory()
    one = article(Header(None, When(2021, 2, 3), "de", None, None))
    page = made.page(made.name(one))
    assert (page.title, page.title_lang, page.slug, page.lang) == ("Un titre", "de", "un", "en")
    assert page.url == "post/un%20%C3%A9/"
    assert "/ici/x/" in page.content
    assert page.description == "Un texte de lui."
    assert page.locale_modified == "3 février 2021"
    assert [heading.id for heading in page.toc] == ["un", "trois", "quatre"]
    bare = made.page(made.name(article()))
    assert bare.locale_modified == ""
