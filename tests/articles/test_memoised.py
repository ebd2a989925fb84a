"""What Pelican asks several times: the answers are its own."""

from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from pelican.contents import Article
from pelican.generators import ArticlesGenerator
from pelican.settings import DEFAULT_CONFIG

from plugins.articles import memoised

LINKED = '<p><a href="{static}deux.png">un</a></p>'
PLAIN = "<p>Rien, {rien} | rien.</p>"


@pytest.fixture
def article(tmp_path):
    def make(html, **changes):
        asked = {**DEFAULT_CONFIG, "PATH": str(tmp_path), **changes}
        context = {"static_content": {}, "generated_content": {}}
        return Article(html, {"title": "Un"}, asked, str(tmp_path / "articles/un.md"), context)

    return make


@pytest.mark.parametrize("html", [LINKED, PLAIN, ""])
def test_the_answers_are_pelicans(article, html):
    one, other = article(html), article(html)
    memoised.memoise(one)
    assert one.get_content("") == other.get_content("")
    assert (
        one.get_static_links()
        == other.get_static_links()
        == ({"articles/deux.png"} if html == LINKED else set())
    )
    assert one.get_relative_source_path() == other.get_relative_source_path() == "articles/un.md"
    assert one.get_relative_source_path("a/b.md") == other.get_relative_source_path("a/b.md")


def test_a_text_that_got_a_link_later_is_looked_through(article):
    one = article(PLAIN)
    memoised.memoise(one)
    one._content = LINKED
    assert one.get_static_links() == {"articles/deux.png"}


def test_links_of_another_form_are_left_to_pelican(article):
    one = article('<a href="[static]deux.png">', INTRASITE_LINK_REGEX=r"\[(?P<what>.*?)\]")
    memoised.memoise(one)
    assert one.get_static_links() == {"articles/deux.png"}


def addressed(article, **changes):
    one = article(
        PLAIN, ARTICLE_URL="{date:%Y}/{slug}/", ARTICLE_SAVE_AS="{date:%Y}/{slug}/index.html", **changes
    )
    one.date, one.slug = datetime(2020, 12, 19), "un"
    memoised.memoise_addresses(one)
    return one


def test_addresses_are_formatted_once(article, monkeypatch):
    one = addressed(article)
    assert (one.url, one.save_as) == ("2020/un/", "2020/un/index.html")
    monkeypatch.setattr(Article, "_expand_settings", None)
    memoised.renew_addresses(one)
    assert (one.url, one.save_as) == ("2020/un/", "2020/un/index.html")


def test_an_article_that_got_another_name_has_another_address(article):
    one, draft = addressed(article), addressed(article, DRAFT_URL="d/{slug}", DRAFT_SAVE_AS="d/{slug}.html")
    assert (one.url, draft.url) == ("2020/un/", "2020/un/")
    one.slug, draft.status = "deux", "draft"
    memoised.renew_addresses(one)
    memoised.renew_addresses(draft)
    assert (one.url, one.save_as) == ("2020/deux/", "2020/deux/index.html")
    assert (draft.url, draft.save_as) == ("d/un", "d/un.html")


def test_an_address_that_nobody_asked_for_is_settled(article):
    one = addressed(article)
    memoised.renew_addresses(one)
    assert one.override_url == one.url == "2020/un/"


def test_an_address_of_the_authors_own_stays(article):
    one = addressed(article)
    one.override_url = one.metadata["url"] = "ici/"
    assert (one.url, one.save_as) == ("ici/", "2020/un/index.html")
    one.slug = "deux"
    memoised.renew_addresses(one)
    assert (one.url, one.save_as) == ("ici/", "2020/deux/index.html")


def test_an_address_that_a_plugin_wrote_stays(article):
    one = addressed(article)
    assert one.url == "2020/un/"
    one.slug, one.override_url = "deux", "ailleurs/"
    memoised.renew_addresses(one)
    assert (one.url, one.save_as) == ("ailleurs/", "2020/deux/index.html")


class Counting:
    compared = 0

    def __eq__(self, other):
        Counting.compared += 1
        return self is other

    __hash__ = object.__hash__


def test_members_know_who_they_are_and_compare_nobody():
    articles = [Counting() for _ in range(50)]
    members, others = memoised.Members(articles[::2]), articles[1::2]
    assert all(article in members for article in articles[::2])
    assert not any(article in members for article in others)
    assert Counting.compared == 0


@pytest.mark.parametrize("newest_first", [True, False])
def test_archives_of_periods_are_pelicans_own(newest_first):
    """Of three years, in which an article may be later in lists than its date says."""
    articles = [
        SimpleNamespace(name=n, date=datetime(2019, 11, 3) + timedelta(days=n * n % 700)) for n in range(60)
    ]
    dates = sorted(articles, key=lambda article: article.date, reverse=newest_first)
    settings = {
        f"{period}_ARCHIVE_{what}": f"{{date:{form}}}/"
        for period, form in (("YEAR", "%Y"), ("MONTH", "%Y/%m"), ("DAY", "%Y/%m/%d"))
        for what in ("SAVE_AS", "URL")
    }
    ask = partial(ArticlesGenerator._build_period_archives, None)
    assert memoised.period_archives(ask, dates, articles, settings) == ask(dates, articles, settings)
    assert len(ask(dates, articles, settings)["year"]) == 3


def test_of_each_article_it_is_asked_in_its_own_period_alone():
    asked = []

    def ask(dates, articles, settings):
        (kind,) = (name for name in ("YEAR", "MONTH", "DAY") if settings[f"{name}_ARCHIVE_SAVE_AS"])
        asked.append((kind, [article.name for article in articles]))
        return {kind.lower(): [len(dates)]}

    days = datetime(2019, 1, 1), datetime(2019, 1, 2), datetime(2019, 3, 1), datetime(2020, 1, 1)
    articles = [SimpleNamespace(name=n, date=day) for n, day in enumerate(days)]
    settings = {f"{name}_ARCHIVE_SAVE_AS": "{date:%s}" for name in ("YEAR", "MONTH", "DAY")}
    found = memoised.period_archives(ask, articles, articles, settings)
    assert found == {"year": [3, 1], "month": [2, 1, 1], "day": [1, 1, 1, 1]}
    assert [names for kind, names in asked if kind == "YEAR"] == [[0, 1, 2], [3]]
    assert [names for kind, names in asked if kind == "MONTH"] == [[0, 1], [2], [3]]
    assert [names for kind, names in asked if kind == "DAY"] == [[0], [1], [2], [3]]
