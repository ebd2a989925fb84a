"""What builds cannot go on from is named; all else is known."""

import datetime
import re
from functools import partial
from pathlib import Path

import pytest

from plugins.fastbuild import cache_key
from plugins.fastbuild.templates import render
from tests.examples import pelicanconf

SITE = {name: value for name, value in vars(pelicanconf).items() if name.isupper()}


class Thing:
    pass


def test_the_plugins_are_those_of_the_settings():
    assert list(cache_key.PLUGINS) == SITE["PLUGINS"]


def test_of_this_site_all_is_known():
    assert cache_key.unknown(SITE) == ""


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"PLUGINS": None}, "PLUGINS lacks plugins.typography.hooks"),
        ({"PLUGINS": [*cache_key.PLUGINS, "sitemap"]}, "PLUGINS names sitemap, which is not of this project"),
        ({"PLUGINS": [*cache_key.PLUGINS, re]}, "PLUGINS names re, which is not of this project"),
        (
            {"PLUGINS": [*cache_key.PLUGINS, "plugins.mine.hooks"]},
            "PLUGINS names plugins.mine.hooks, which is not of this project",
        ),
        ({"PLUGINS": cache_key.PLUGINS[:-1]}, "PLUGINS lacks plugins.fastbuild.hooks"),
        ({"PLUGINS": cache_key.PLUGINS[::-1]}, "PLUGINS are in another order"),
        ({"WITH_FUTURE_DATES": False}, "WITH_FUTURE_DATES asks the clock"),
        ({"DEFAULT_DATE": "fs"}, "DEFAULT_DATE asks the clock of each file"),
        ({"OUTPUT_SOURCES": True}, "OUTPUT_SOURCES copies sources"),
        ({"FEED_ALL_ATOM": "all.atom.xml"}, "FEED_ALL_ATOM makes a feed of Pelican's"),
        ({"TAG_FEED_RSS": "{slug}.rss"}, "TAG_FEED_RSS makes a feed of Pelican's"),
        (
            {"THEME_TEMPLATES_OVERRIDES": ["more"]},
            "THEME_TEMPLATES_OVERRIDES names templates outside of the theme",
        ),
        (
            {"THEME": "/b/theme", "THEME_TEMPLATES_OVERRIDES": ["/b/theme.local/templates", "/b/more"]},
            "THEME_TEMPLATES_OVERRIDES names templates outside of the theme",
        ),
        ({"TEMPLATE_PAGES": {"a": "b"}}, "TEMPLATE_PAGES names templates outside of the theme"),
        ({"STATIC_PATHS": ["images", "../more"]}, "STATIC_PATHS leads out of its folder: ../more"),
        ({"ARTICLE_PATHS": ["/srv/x"]}, "ARTICLE_PATHS leads out of its folder: /srv/x"),
        ({"PAGE_PATHS": "a/../../b"}, "PAGE_PATHS leads out of its folder: a/../../b"),
        (
            {"MARKDOWN": {"extensions": ["tests.fixtures"]}},
            "MARKDOWN names tests.fixtures, whose code is not watched",
        ),
        ({"MARKDOWN": {"extensions": [Thing()]}}, "MARKDOWN holds code that is not watched"),
        (
            {"JINJA_ENVIRONMENT": {"extensions": ["tests.fixtures.X"]}},
            "JINJA_ENVIRONMENT names tests.fixtures.X, whose code is not watched",
        ),
        (
            {"JINJA_FILTERS": {"x": test_of_this_site_all_is_known}},
            "JINJA_FILTERS holds code that is not watched",
        ),
        ({"READERS": {"md": Thing}}, "READERS holds code that is not watched"),
        ({"ARTICLE_ORDER_BY": lambda _: 1}, "ARTICLE_ORDER_BY holds code that is not watched"),
        ({"X": [(partial(print),)]}, "X holds code that is not watched"),
        ({"X": {Thing: 1}}, "X holds code that is not watched"),
    ],
)
def test_what_is_unknown_is_named(changes, reason):
    assert cache_key.unknown({**SITE, **changes}) == reason


@pytest.mark.parametrize(
    "changes",
    [
        {"THEME": "elsewhere", "INTRASITE_LINK_REGEX": "x", "TYPOGRIFY": True, "JINJA_GLOBALS": {"x": {1}}},
        {"MARKDOWN": {"extensions": ["markdown.extensions.toc", "toc", "plugins.typography.extension"]}},
        {"JINJA_ENVIRONMENT": {"extensions": ["jinja2.ext.do"]}},
        {"JINJA_FILTERS": {"ours": render, "python": re.sub, "built in": len, "type": dict}},
        {
            "X": [
                Path("a"),
                re.compile("a"),
                datetime.datetime(2020, 1, 1),
                datetime.UTC,
                None,
                b"",
                1.5,
                True,
            ]
        },
        {"STATIC_PATHS": ["./images", "a/../b", ""]},
        {"lower": Thing()},
    ],
)
def test_what_is_seen_or_watched_is_known(changes):
    assert cache_key.unknown({**SITE, **changes}) == ""


def test_another_pelican_is_unknown(pretend):
    pretend("pelican", "4.11.0")
    assert cache_key.unknown(SITE) == "this version of Pelican is not known here"
