"""A small site as a full build leaves it: its state, and a cache with what is kept of its articles."""

from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.common.when import When
from plugins.fastbuild import summaries
from plugins.fastbuild.cache import Cache
from plugins.fastbuild.lazy import CachedEntries, LazyViews
from plugins.fastbuild.plan import Planner
from plugins.fastbuild.state import BuildSettings, SiteState
from plugins.fastbuild.summaries import PARTS
from plugins.feeds.entries import Entries
from plugins.views.model import LedgerView, TermView
from plugins.views.page_specs import TERMS, PageSpec
from tests.views.samples import SITE, article

SITE_ID, ZONE = UUID("eaab5578-ca79-4971-912a-f496ee32d72a"), ZoneInfo("Europe/Paris")
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
NAMES = tuple(VIEWS)
SOURCE = summaries.ArticleSource({"title": ["Un"]}, {}, False, {}, "fr")
TERM = TermView("mer", "mer", "tag/mer/", 2)
STATE = SiteState(
    cache_key="key",
    settings=BuildSettings(str(SITE_ID), "Europe/Paris", 1, 1, 1, None, jinja={}),
    site=SITE,
    page_specs=(
        PageSpec("index.html", ("index.html", "page/2.html"), articles=NAMES, size=1),
        PageSpec("article.html", ("un/index.html",), "article", "un.md"),
        PageSpec("article.html", ("deux/index.html",), "article", "deux.md"),
        PageSpec("tag.html", ("tag/mer/index.html",), "tag", "mer", NAMES, 10),
        PageSpec("archives.html", ("archive/index.html",), articles=NAMES),
        PageSpec("404.html", ("404.html",)),
    ),
    listed=NAMES,
    discussed=("un.md",),
    terms={**{kind: {} for kind in TERMS}, "tag": {"mer": (TERM, NAMES)}},
    pages={},
    sitemap_entries=(("https://blog.example/ici/", ""),),
)


def entries():
    return Entries(SITE, SITE_ID, ZONE)


def summed_up(name, view):
    return summaries.summed_up(name, view, entries(), lambda: SOURCE, None)


def state(cache, views=None):
    """With the summaries of these views, whose records are in the cache."""
    known = {}
    for name, view in (views or VIEWS).items():
        known[name], record = summed_up(name, view)
        cache.add([(known[name].record, record)])
    return replace(STATE, summaries=known)


def cache_in(folder):
    return Cache(folder / "site.sqlite", PARTS)


def lazy_views(cache, folder, **changes):
    return LazyViews(replace(state(cache), **changes), LedgerView(), cache, folder)


def planner(state, views, render=lambda job: job.save_as.encode()):
    return Planner(state, views, CachedEntries(state, views), render)
