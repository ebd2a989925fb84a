"""Ids are name-based UUIDs (RFC 9562 §5.5) as the library makes them."""

from uuid import UUID, uuid5

import pytest

from plugins.common.site_settings import SettingLocation
from plugins.feeds import ids

SITE = UUID("eaab5578-ca79-4971-912a-f496ee32d72a")


@pytest.mark.parametrize("article", [*"abcdefghijklmnopqrstuvwxyz", "été"])
def test_an_id_is_the_uuid_of_its_name(article):
    assert ids.of_article(SITE, article) == uuid5(SITE, f"article/{article}").urn


def test_the_ids_of_an_articles_comments_begin_as_one():
    id_of = ids.of_comments(SITE, "été")
    assert [id_of("c1"), id_of("c2")] == [uuid5(SITE, f"article/été/{anchor}").urn for anchor in ("c1", "c2")]


def test_a_feed_keeps_its_id():
    assert ids.of_feed(SITE, "articles") == uuid5(SITE, "feed/articles").urn
    assert ids.of_month(SITE, "2026-11") == uuid5(SITE, "moderation/2026-11").urn


@pytest.mark.parametrize(
    ("site_id", "siteurl", "told"),
    [
        (str(SITE), "https://blog.example", False),
        (str(SITE), "http://localhost:8000", False),
        (str(SITE), "", False),
        (str(SITE).upper(), "https://autre.example/blog/", True),
        (str(SITE), "https://blog.example.org", True),
        ("6f1f7a0e-3f5a-4c9b-8d7e-1a2b3c4d5e6f", "https://autre.example", False),
    ],
)
def test_a_copy_of_the_site_under_another_address_must_have_an_id_of_its_own(site_id, siteurl, told):
    found = ids.borrowed(site_id, siteurl, SettingLocation("site.toml", 7, "id"))
    assert [problem.what.endswith(siteurl) for problem in found] == [True] * told
