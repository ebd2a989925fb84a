"""What a template may read: frozen values, with the attribute names of Pelican's own objects.

A page is a pure function of these and of its template. `…_html` and `content`, `summary` are Markup;
every other text is escaped by the template engine. `url` is relative to the site's root; `address` absolute.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from plugins.comments.model import Comment
from plugins.common.feed_formats import ARTICLES, COMMENTS, CONVERSATION, LEDGER, TERM
from plugins.common.when import When
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
        return self.url.startswith(("http:", "https:", "mailto:", "//"))


@dataclass(frozen=True, slots=True)
class TermView:
    """A category, a tag … `overview`: where the list of all of its kind is; empty where there is none."""

    name: str
    slug: str
    url: str
    count: int = 0
    overview: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def feeds(self) -> tuple[FeedLink, ...]:
        return feed_links(TERM, self.url)


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A line of a table of contents; `level` is that of the h element."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """The comment that one answers. No number: it is not in the archive any more. `excerpt`: the beginning of
    its text, empty where it stands right above and can be read there."""

    number: int | None
    anchor: str
    author: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A comment that answers one."""

    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class LastComment:
    """The newest comment that was not withdrawn, for lists and for the head of a conversation."""

    number: int
    anchor: str
    author: str
    locale_day: str
    excerpt: str


class CommentView(NamedTuple):
    """One comment. A withdrawn one keeps its place and nothing else: name and text are empty.

    `header`: what the lines above its text say, but for the author's name and address, which are here as
    pages show them; of a withdrawn one, those that last (`comments.model`). `feed_html` is `body_html` with
    every address whole: no style sheet reaches a feed reader. `replies` are the comments that answer it,
    `replies_feed` is their feed where there are any. `fingerprint`: of a text whose sender has a receipt.
    `is_by_author`: whoever writes here wrote it.
    """

    number: int
    anchor: str
    author: str
    site_href: str | None
    locale_date: str
    datetime: str
    body_html: Markup
    feed_html: Markup
    reply_to: ReplyTo | None
    cut_addresses: int
    header: Comment
    locale_edited: str
    excerpt: str
    fingerprint: str | None
    replies: tuple[Reply, ...]
    replies_feed: str | None
    is_by_author: bool

    @property
    def date(self) -> When:
        return self.header.date

    @property
    def edited(self) -> When | None:
        return self.header.edited

    @property
    def withdrawn(self) -> When | None:
        return self.header.withdrawn


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The articles of a series, oldest first, and those before and after the one that shows it."""

    name: str
    articles: tuple[LinkView, ...]
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article and its conversation."""

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
    category: TermView | None
    tags: tuple[TermView, ...]
    authors: tuple[str, ...]
    reading_minutes: int
    toc: tuple[HeadingView, ...]
    comments: tuple[CommentView, ...]
    last_comment: LastComment | None
    comments_open: bool
    mailto: str | None
    json_ld: Markup
    previous: LinkView | None = None
    next: LinkView | None = None
    series: SeriesView | None = None

    @property
    def form(self) -> FormView:
        return FormView(self.slug)

    def printed_by(self, macro: Callable[..., Markup], *more: Any) -> Markup:
        """`macro(article, …)`, for what is the same in every list: whoever builds may keep it, and does not
        ask again. So the macro may print nothing but what it is given: import it without its context."""
        return macro(self, *more)

    @property
    def reply_query(self) -> str:
        """What the page of the intake is asked for that answers the comment whose number is put behind it."""
        return f"?billet={quote(self.slug)}&a="

    @property
    def comments_feed(self) -> str:
        return CONVERSATION.path(self.url)

    @property
    def mailto_reply(self) -> str:
        """`mailto`, for an answer to the comment whose number is put behind it."""
        return f"{self.mailto}%2C%20en%20r%C3%A9ponse%20%C3%A0%20"  # “, en réponse à ”

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
    publication, in French; empty where nothing was published. `last`: the day of what was counted last."""

    month: When
    received: int
    published: int
    by_rule: int
    by_hand: int
    delay: str
    last: When
    name: str
    locale_last: str

    @property
    def short_name(self) -> str:
        """Under the heading of its year."""
        return self.name.split()[0]


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

    @property
    def articles_feeds(self) -> tuple[FeedLink, ...]:
        return feed_links(ARTICLES)

    @property
    def comments_feeds(self) -> tuple[FeedLink, ...]:
        return feed_links(COMMENTS)
