"""Menus lead to what is there."""

import pytest

from plugins.common.site_settings import SettingLocation
from plugins.views import menu
from plugins.views.model import LinkView

PLACE = SettingLocation("site.toml", 9, "menu")
PAGES = {"/", "/archive/", "/%C3%A0-propos/", "/images/plan.pdf"}


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("", ""),
        ("/", ""),
        ("archive/", "archive/"),
        ("/archive/", "archive/"),
        ("archive", "archive"),
        ("archive/#sujets", "archive/#sujets"),
        ("archive/?a=b", "archive/?a=b"),
        ("à-propos/", "à-propos/"),
        ("images/plan.pdf", "images/plan.pdf"),
        ("sitemap.xml", "sitemap.xml"),
        ("https://a.example/b", "https://a.example/b"),
        ("//a.example/b", "//a.example/b"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("HTTPS://A.example", "HTTPS://A.example"),
        ("//a.example/", "//a.example/"),
    ],
)
def test_entries(written, url):
    items = [("Un", written)]
    assert menu.links(items, PAGES) == (LinkView("Un", url),)
    assert [*menu.problems(items, PLACE), *menu.gone(items, PAGES, PLACE)] == []


def test_one_whose_page_is_gone_is_left_out_and_told():
    items = [("Un", "/un/"), ("Archives", "archive/")]
    assert menu.links(items, PAGES) == (LinkView("Archives", "archive/"),)
    (told,) = menu.gone(items, PAGES, PLACE)
    assert str(told) == (
        "site.toml:9: menu: “Un” leads to /un/, which is not a page of this site; it is left out\n"
        "    Write the page, or take the entry out."
    )


@pytest.mark.parametrize(
    ("item", "what"),
    [
        ("archive/", "'archive/' is not a pair of a name and an address"),
        (("Un",), "('Un',) is not a pair of a name and an address"),
        (("Un", None), "('Un', None) is not a pair of a name and an address"),
        (("Un", "javascript:alert(1)"), "“javascript:alert(1)” may not be linked to"),
        (("Un", "http://[a"), "“http://[a” is not an address"),
    ],
)
def test_what_is_no_entry(item, what):
    assert menu.links([item], PAGES) == ()
    (told,) = menu.problems([item], PLACE)
    assert str(told) == (
        f"site.toml:9: menu: {what}\n"
        '    Write ["Archives", "archive/"], or an address elsewhere with its https://.'
    )
