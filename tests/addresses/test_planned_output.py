"""What a build says it will write, and who gives way to whom."""

from types import SimpleNamespace

import pytest

from plugins.addresses import clashes, planned_output

SETTINGS = {
    "SITEURL": "https://site.example",
    "DIRECT_TEMPLATES": ("index", "archives"),
    "ARCHIVES_SAVE_AS": "archives/index.html",
}
TERM = SimpleNamespace(name="Gare", slug="gare", save_as="tag/gare/index.html")


def article(save_as, name="a.md", own=None):
    metadata = {"save_as": own} if own else {}
    return SimpleNamespace(save_as=save_as, relative_source_path=f"articles/{name}", metadata=metadata)


def context(*articles, **more):
    none = ("hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages", "categories", "staticfiles")
    return {
        **dict.fromkeys(none, ()),
        "articles": articles,
        "tags": [(TERM, articles)],
        "period_archives": {"year": [{"save_as": "post/2020/index.html"}]},
        "attachments": (),
        **more,
    }


def claims(*articles, settings=(), **more):
    return list(planned_output.claims(context(*articles, **more), {**SETTINGS, **dict(settings)}, "content"))


def test_the_site_s_own_comes_before_the_author_s():
    found = [claim.save_as for claim in claims(article("post/2020/a/index.html"))]
    assert found[-5:] == [
        "index.html",
        "archives/index.html",
        "post/2020/index.html",
        "tag/gare/index.html",
        "post/2020/a/index.html",
    ]


def test_two_articles_of_one_address_are_told_in_the_order_of_their_names():
    (problem,) = clashes.problems(claims(article("a/index.html", "b.md"), article("a/index.html", "a.md")))
    assert str(problem).startswith(
        "content/articles/b.md: its address, /a/, is that of content/articles/a.md"
    )


def test_an_article_that_happens_to_have_the_place_of_a_term_is_a_problem():
    (problem,) = clashes.problems(claims(article("tag/gare/index.html")))
    assert str(problem).startswith(
        "content/articles/a.md: its address, /tag/gare/, is that of the list of “Gare”"
    )


def test_one_that_asks_for_the_place_of_a_term_has_it():
    there = article("tag/gare/index.html", own="tag/gare/index.html")
    assert "the list of “Gare”" not in [claim.what for claim in claims(there)]
    assert not list(clashes.problems(claims(there)))


def test_the_comment_form_and_the_desk_have_their_places():
    more = {"SITEURL": "https://site.example/blog", "DESK_URL": "/blog/desk/"}
    found = claims(settings={**more, "COMMENT_INTAKE_URL": "https://site.example/blog/comments/"})
    taken = {one.save_as for one in found if one.what == "the comment form, or the desk"}
    assert taken == {"comments/index.html", "desk/index.html"}


@pytest.mark.parametrize("intake", ["", "https://comments.example/blog/comments/"])
def test_where_the_form_is_elsewhere_its_place_is_free(intake):
    found = claims(settings={"COMMENT_INTAKE_URL": intake})
    assert "the comment form, or the desk" not in [one.what for one in found]


def test_what_lies_beside_an_article_gives_way_to_its_feeds():
    beside = SimpleNamespace(save_as="a/feed.atom", source="articles/feed.atom")
    feed = next(
        claim for claim in claims(article("a/index.html"), attachments=[beside]) if claim.what == "a feed"
    )
    beside.save_as = feed.save_as
    (problem,) = clashes.problems(claims(article("a/index.html"), attachments=[beside]))
    assert str(problem).startswith("content/articles/feed.atom: its address")
