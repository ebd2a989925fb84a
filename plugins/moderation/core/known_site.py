"""What the intake knows of the site: the JSON that a build writes and the intake reads. Pure.

Articles are looked up here by slug, and never by a path built from what a visitor sent.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from plugins.common.feed_formats import CONVERSATION
from plugins.common.moment import Period
from plugins.common.when import When
from plugins.moderation.core import desk_address
from plugins.views import dates
from plugins.views.model import ArticleView, LinkView, SiteView

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)  # `json.dumps` would create one per call


@dataclass(frozen=True, slots=True)
class KnownComment:
    """A published comment that can be answered."""

    number: int
    id: str
    author: str

    @property
    def anchor(self) -> str:
        """As `Comment.anchor`."""
        return f"c{self.id}"


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article that exists. `open`: whether it took comments at the last build; `closes`: the last day on
    which it does, in the site's time zone. `count`: of its comments, including withdrawn ones, which keep
    their numbers."""

    slug: str
    title: str
    title_lang: str | None
    url: str
    open: bool
    closes: date | None
    count: int
    comments: tuple[KnownComment, ...]

    def is_open(self, now: datetime) -> bool:
        """Whether it takes comments now. `now`: in the site's time zone."""
        return self.open and (self.closes is None or now.date() <= self.closes)

    def locale_closes(self, lang: str) -> str:
        """The last day in words. `lang`: the site's."""
        day = self.closes
        return dates.in_words(When(day.year, day.month, day.day), lang) if day else ""

    @property
    def comments_feed(self) -> str:
        return CONVERSATION.path(self.url)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Settings of the build: its time zone, the folder of its theme, and how many characters of a long
    address pages show (None: all)."""

    zone: str
    theme: str
    address_length: int | None


@dataclass(frozen=True, slots=True)
class KnownSite:
    """The site as of the last build. `names`: of all commenters, case-folded. `due`: when the same sources
    will make another site, so that it has to be published again; None if never."""

    site: SiteView
    settings: SiteSettings
    articles: Mapping[str, KnownArticle]
    names: frozenset[str]
    due: datetime | None = None

    def address(self, article: KnownArticle) -> str:
        """The absolute address of an article."""
        return urljoin(self.site.address, article.url)

    @property
    def desk(self) -> str:
        """The absolute address of the browser desk; "" if there is none."""
        return desk_address.whole(self.site.address, self.site.intake_url, self.site.desk_url)

    def in_zone(self, moment: datetime) -> datetime:
        """The same moment, in the zone that dates are printed in."""
        return moment.astimezone(ZoneInfo(self.settings.zone))


def dump(
    site: SiteView, settings: SiteSettings, articles: Iterable[ArticleView], period: Period | None = None
) -> str:
    """JSON, the same for the same site. `period`: of the build."""
    views = list(articles)
    return dump_lines(
        site, settings, map(article_line, views), chain.from_iterable(map(commenter_names, views)), period
    )


def dump_lines(
    site: SiteView,
    settings: SiteSettings,
    lines: Iterable[str],
    names: Iterable[str],
    period: Period | None = None,
) -> str:
    """The same from the `article_line` and the `commenter_names` of each article, which a build keeps."""
    articles = ",\n".join(lines)
    due = period.until.isoformat() if period and period.until else None
    header = {"site": asdict(site), "settings": asdict(settings), "names": sorted(set(names)), "due": due}
    head = json.dumps(header, ensure_ascii=False, indent=1, sort_keys=True)
    return f'{head[:-2]},\n "articles": [\n{articles}\n ]\n}}\n'


def article_line(article: ArticleView) -> str:
    """An article as JSON on one line."""
    return _ENCODER.encode(_article_data(article))


def commenter_names(article: ArticleView) -> list[str]:
    """The case-folded names of an article's commenters."""
    return [c.author.casefold() for c in article.comments if c.author and not c.withdrawn]


def _article_data(article: ArticleView) -> dict[str, Any]:
    return {
        "slug": article.slug,
        "title": article.title,
        "title_lang": article.title_lang,
        "url": article.url,
        "open": article.comments_open,
        "closes": article.closes.isoformat() if article.closes else None,
        "count": len(article.comments),
        "comments": [
            {"number": c.number, "id": c.anchor[1:], "author": c.author}
            for c in article.comments
            if not c.withdrawn
        ],
    }


def parse(text: str) -> KnownSite:
    """Read what `dump` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(text)
    site = data["site"]
    for menu in ("menu", "legal"):
        site[menu] = tuple(LinkView(**link) for link in site[menu])
    articles = (_read_article(article) for article in data["articles"])
    return KnownSite(
        site=SiteView(**site),
        settings=SiteSettings(**data["settings"]),
        articles={article.slug: article for article in articles},
        names=frozenset(data["names"]),
        due=datetime.fromisoformat(data["due"]) if data["due"] else None,
    )


def _read_article(article: dict[str, Any]) -> KnownArticle:
    comments = tuple(KnownComment(**comment) for comment in article["comments"])
    closes = article["closes"] and date.fromisoformat(article["closes"])
    return KnownArticle(**{**article, "comments": comments, "closes": closes})
