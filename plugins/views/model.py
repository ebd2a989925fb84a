"""What a template may read: frozen values, with the attribute names of Pelican's own objects.

A page is a pure function of these and of its template. `…_html` and `content`, `summary` are Markup;
every other text is escaped by the template engine. `url` is relative to the site's root; `address` absolute.
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
    """A place of this site and its name."""

    title: str
    url: str
    lang: str | None = None

    @property
    def is_elsewhere(self) -> bool:
        """Whether `url` is whole, and not from this site's root."""
        return self.url.lower().startswith(("http:", "https:", "mailto:", "//"))


@dataclass(frozen=True, slots=True)
class TermView:
    """A category, a tag … `overview`: where the list of all of its kind is; empty where there is none.
    `taxonomy`: the name of its kind."""

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
    """A line of a table of contents; `level` is that of the h element."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The articles of a series, oldest first, and those before and after the one that shows it."""

    name: str
    articles: tuple[LinkView, ...]
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True)
class PictureView:
    """The picture that stands for an article where others show a link to it; `alt`: what it shows."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class EnclosureView:
    """A sound or a film that is played in an article; `length`: in bytes."""

    url: str
    media_type: str
    length: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article and its conversation. `closes`: the last day on which comments are taken, if there is one;
    `planned`: its date is still to come."""

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
        """The empty form below this article. `lang`: the site's."""
        return FormView(self.slug, lang)

    def printed_by(self, macro: Callable[..., Markup], *more: Any) -> Markup:
        """`macro(article, …)`, for what is the same in every list: whoever builds may keep it, and does not
        ask again. So the macro may print nothing but what it is given: import it without its context."""
        return macro(self, *more)

    def json_ld(self, site: "SiteView") -> Markup:
        """The article described for search engines."""
        image = addresses.absolute(site.address, self.picture.url) if self.picture else None
        return json_ld.article(self.title, self.lang, self.datetime, len(self.comments), image)

    @property
    def reply_query(self) -> str:
        """What the page of the intake is asked for that answers the comment whose anchor is put behind it."""
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
        """`mailto`, for an answer to the comment whose anchor is put behind it. `lang`: the site's."""
        return f"{self.mailto}{quote(mail_subject.of_answer(lang), safe='')}"

    def locale_closes(self, lang: str) -> str:
        """The last day for comments, in words. `lang`: the site's."""
        return dates.in_words(self.closes, lang) if self.closes else ""

    @property
    def datetime(self) -> str:
        """The date as machines read it."""
        return self.date.isoformat() if self.date else ""

    @property
    def day_known(self) -> bool:
        """Whether the printed date is a day; otherwise the page says that it is not."""
        return self.date is not None and self.date.day is not None


@dataclass(frozen=True, slots=True)
class PageView:
    """A page beside the flow of articles: À propos …"""

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
    """What moderation did in a month: counts and a duration, no word of anybody. `delay`: from receipt to
    publication, in words; empty where nothing was published. `last`: the day of what was counted last.
    `short_name`: under the heading of its year."""

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
    """What became of submissions, newest year first; empty before the first one came."""

    years: tuple[LedgerYear, ...] = ()

    @property
    def months(self) -> tuple[MonthView, ...]:
        return tuple(month for year in self.years for month in year.months)

    @property
    def feeds(self) -> tuple[FeedLink, ...]:
        return feed_links(LEDGER)


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows of the site. `root` stands before `/…` in links: empty, or the site's folder.
    `archive`: the list of all articles; `ledger`: the page « Modération »; `year_file`: the setting
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
