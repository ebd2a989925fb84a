"""The views: frozen values that templates read, with the attribute names of Pelican's objects.

A page is a pure function of its views and its template. `…_html`, `content` and `summary` are Markup; all
other text is escaped by the template engine. `url` is relative to the site's root, `address` is absolute.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from plugins.comments import mail_subject
from plugins.common.feed_formats import ARTICLES, COMMENTS, CONVERSATION, LEDGER, TERM
from plugins.common.when import When
from plugins.views import addresses, dates, json_ld
from plugins.views.comment_model import CommentView, LastComment
from plugins.views.feed_links import FeedLink, feed_links
from plugins.views.form import FormView


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link with its title."""

    title: str
    url: str
    lang: str | None = None

    @property
    def is_elsewhere(self) -> bool:
        """Whether it leads to another site, with an absolute `url`."""
        return self.url.lower().startswith(("http:", "https:", "mailto:", "//"))


@dataclass(frozen=True, slots=True)
class TermView:
    """A category, a tag … `taxonomy`: the name of its kind. `overview`: the page that lists all terms of its
    kind; "" if there is none."""

    name: str
    slug: str
    url: str
    count: int = 0
    overview: str = ""
    taxonomy: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def feeds(self) -> tuple[FeedLink, ...]:
        return feed_links(TERM, self.url)


def _of(taxonomy: str, terms: Iterable[TermView]) -> tuple[TermView, ...]:
    return tuple(term for term in terms if term.taxonomy == taxonomy)


@dataclass(frozen=True, slots=True)
class HeadingView:
    """An entry of a table of contents. `level`: of its h element."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The articles of a series, oldest first, and the neighbours of the present article."""

    name: str
    articles: tuple[LinkView, ...]
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True)
class PictureView:
    """The picture of an article in social cards. `alt`: its text alternative."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class EnclosureView:
    """A sound or video in an article. `length`: in bytes."""

    url: str
    media_type: str
    length: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with its comments. `closes`: the last day on which it takes comments, if there is one.
    `planned`: its date is in the future."""

    id: str
    title: str
    title_lang: str | None
    slug: str
    url: str
    lang: str
    status: str
    content: Markup
    summary: Markup
    description: str
    date: When | None
    locale_date: str
    locale_date_in_year: str
    modified: When | None
    locale_modified: str
    terms: tuple[TermView, ...]
    authors: tuple[str, ...]
    reading_minutes: int
    toc: tuple[HeadingView, ...]
    comments: tuple[CommentView, ...]
    last_comment: LastComment | None
    comments_open: bool
    mailto: str | None
    previous: LinkView | None = None
    next: LinkView | None = None
    series: SeriesView | None = None
    closes: When | None = None
    planned: bool = False
    picture: PictureView | None = None
    enclosures: tuple[EnclosureView, ...] = ()

    def form(self, lang: str) -> FormView:
        """The empty form below the article. `lang`: of the site."""
        return FormView(self.slug, lang)

    def printed_by(self, macro: Callable[..., Markup], *more: Any) -> Markup:
        """`macro(article, …)`, for output that is the same in every list, so that an incremental build can
        cache it. The macro may use its arguments only: import it without its context."""
        return macro(self, *more)

    def json_ld(self, site: "SiteView") -> Markup:
        """The structured data of the article for search engines."""
        image = addresses.absolute(site.address, self.picture.url) if self.picture else None
        return json_ld.article(self.title, self.lang, self.datetime, len(self.comments), image)

    @property
    def reply_query(self) -> str:
        """The query of the intake's page to answer a comment; templates append the comment's anchor."""
        return f"?billet={quote(self.slug)}&a="

    def terms_of(self, taxonomy: str) -> tuple[TermView, ...]:
        return _of(taxonomy, self.terms)

    @property
    def category(self) -> TermView | None:
        return next(iter(_of("category", self.terms)), None)

    @property
    def tags(self) -> tuple[TermView, ...]:
        return _of("tag", self.terms)

    @property
    def comments_feed(self) -> str:
        return CONVERSATION.path(self.url)

    def mailto_reply(self, lang: str) -> str:
        """The mailto link to answer a comment; templates append the comment's anchor. `lang`: of the site."""
        return f"{self.mailto}{quote(mail_subject.of_answer(lang), safe='')}"

    def locale_closes(self, lang: str) -> str:
        """The last day for comments, in words. `lang`: of the site."""
        return dates.in_words(self.closes, lang) if self.closes else ""

    @property
    def datetime(self) -> str:
        """The date for `<time datetime>`, or ""."""
        return self.date.isoformat() if self.date else ""

    @property
    def day_known(self) -> bool:
        """Whether the date is known to the day; if not, the page says so."""
        return self.date is not None and self.date.day is not None


@dataclass(frozen=True, slots=True)
class PageView:
    """A page that is not an article: À propos …"""

    title: str
    title_lang: str | None
    slug: str
    url: str
    lang: str
    content: Markup
    description: str
    locale_modified: str
    toc: tuple[HeadingView, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of the ledger: counts and a duration. `delay`: from receipt to publication, in words; "" if
    nothing was published. `last`: the day of the last event counted. `short_name`: without the year."""

    month: When
    received: int
    published: int
    by_rule: int
    by_hand: int
    delay: str
    last: When
    name: str
    short_name: str
    locale_last: str


@dataclass(frozen=True, slots=True)
class LedgerYear:
    """A year of the ledger, its newest month first."""

    year: int
    months: tuple[MonthView, ...]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger, newest year first; empty before the first submission."""

    years: tuple[LedgerYear, ...] = ()

    @property
    def months(self) -> tuple[MonthView, ...]:
        return tuple(month for year in self.years for month in year.months)

    @property
    def feeds(self) -> tuple[FeedLink, ...]:
        return feed_links(LEDGER)


@dataclass(frozen=True, slots=True)
class SiteView:
    """The site, for every page. `root`: the prefix of links, "" or the site's folder. `archive`: the url of
    the list of all articles. `ledger`: the url of the page « Modération ». `year_file`: the setting
    YEAR_ARCHIVE_SAVE_AS."""

    name: str
    subtitle: str
    lang: str
    address: str
    root: str
    stylesheet: str
    feed_stylesheet: str
    intake_stylesheet: str
    ledger_stylesheet: str
    menu: tuple[LinkView, ...]
    legal: tuple[LinkView, ...]
    intake_url: str
    author_line: str = ""
    archive: str = "archive/"
    ledger: str = "moderation/"
    year_file: str = "archive/{date:%Y}/index.html"
    desk_url: str = ""
    desk_stylesheet: str = ""

    @property
    def articles_feeds(self) -> tuple[FeedLink, ...]:
        return feed_links(ARTICLES)

    @property
    def comments_feeds(self) -> tuple[FeedLink, ...]:
        return feed_links(COMMENTS)
