"""Addresses of articles are formatted once; that gives an article no right over another page."""

import pytest


@pytest.mark.parametrize("fast", [True, False])
def test_an_article_in_the_place_of_a_tag_stops_the_build(site, fast):
    site.set(ARTICLE_URL="tag/{slug}/", ARTICLE_SAVE_AS="tag/{slug}/index.html", FASTBUILD=fast)
    done = site.article("a", "Tags: a\n").run()
    assert done.returncode == 1
    assert "a.md: its address, /tag/a/, is that of the list of “a”" in done.stdout + done.stderr


@pytest.mark.parametrize("fast", [True, False])
def test_one_whose_author_wants_that_place_has_it(site, fast):
    site.set(FASTBUILD=fast).article("a", "Tags: a\nUrl: tag/a/\nSave_as: tag/a/index.html\n", "Le billet.")
    assert "Le billet." in site.build().text("tag/a/index.html")
