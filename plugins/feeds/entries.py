"""Makes feed entries of articles and comments. Pure."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from markupsafe import Markup

from plugins.common import translations
from plugins.common.feed_formats import FeedFormat
from plugins.common.taxonomies import SUBJECTS
from plugins.common.when import When, microseconds
from plugins.feeds import atom, ids, instants
from plugins.feeds.comment_entries import NO_TEXT, CommentEntries
from plugins.feeds.content import for_feed
from plugins.feeds.formats import WRITERS, written
from plugins.feeds.model import Enclosure, Item, Replies, Tombstone
from plugins.views.addresses import absolute as address_of
from plugins.views.comment_model import CommentView
from plugins.views.model import ArticleView, SiteView

_NO_DATE = When(1970)
_ITEMS, _TEXTS, _COMMENT_ENTRIES = 200, 500, 200  # sizes of caches; a text has ten kilobytes


class DatedComment(NamedTuple):
    """A comment in the feed of all comments, sorted by `at`, then by its number. `stamp`: when its entry was
    last updated. Both in microseconds."""

    at: int
    number: int
    stamp: int
    is_withdrawn: bool
    article: ArticleView


class Entries:
    """Makes the entries of one site. The last ones are cached, because an article is in several feeds and a
    feed has several formats."""

    def __init__(self, site: SiteView, site_id: UUID, zone: ZoneInfo) -> None:
        self._site, self._id, self.zone = site, site_id, zone
        self._items: dict[str, Item] = {}
        self._texts: dict[tuple[FeedFormat, str], bytes] = {}
        self._comment_entries: dict[str, CommentEntries] = {}

    def at(self, date: When | None) -> datetime:
        return instants.stand_in(date or _NO_DATE, self.zone)

    def address(self, url: str) -> str:
        return address_of(self._site.address, url)

    def article(self, feed_format: FeedFormat, article: ArticleView, by: int = 0) -> bytes:
        """The entry of an article in a format. `by`: microseconds to add to its date of update."""
        moved, later = WRITERS[feed_format].moved, timedelta(microseconds=by)
        if not by:
            return self._text(feed_format, article)
        return (
            moved(self._text(feed_format, article), later)
            if moved
            else written(feed_format, self._item(article), later)
        )

    def comment(self, article: ArticleView, number: int, by: int = 0) -> bytes:
        """The entry of an article's comment in Atom; empty for a withdrawn one. `by`: as in `article`."""
        text = self._comment_texts(article)[number - 1]
        return atom.moved(text, timedelta(microseconds=by)) if by else text

    def comment_entries(self, article: ArticleView) -> CommentEntries:
        """The entries of an article's comments."""
        if article.url not in self._comment_entries:
            _make_room(self._comment_entries, _COMMENT_ENTRIES)
            self._comment_entries[article.url] = CommentEntries(article, self._site, self._id, self.zone)
        return self._comment_entries[article.url]

    def dated_comments(self, article: ArticleView) -> list[DatedComment]:
        entries = self.comment_entries(article)
        rows = zip(article.comments, entries.sorts, entries.stamps, strict=True)
        return [
            DatedComment(at, comment.number, stamp, comment.withdrawn is not None, article)
            for comment, at, stamp in rows
        ]

    def _text(self, feed_format: FeedFormat, article: ArticleView) -> bytes:
        key = feed_format, article.url
        if key not in self._texts:
            _make_room(self._texts, _TEXTS)
            self._texts[key] = self._written(feed_format, article)
        return self._texts[key]

    def _written(self, feed_format: FeedFormat, article: ArticleView) -> bytes:
        return written(feed_format, self._item(article))

    def _comment_texts(self, article: ArticleView) -> list[bytes]:
        return self.comment_entries(article).atom

    def _item(self, article: ArticleView) -> Item:
        if article.url not in self._items:
            _make_room(self._items, _ITEMS)
            self._items[article.url] = self._made(article, self._content(article))
        return self._items[article.url]

    def article_updated(self, article: ArticleView) -> datetime:
        """When an article's entry was last updated, without making the entry."""
        published = self.at(article.date)
        return max(published, self.at(article.modified)) if article.modified else published

    def article_stamp(self, article: ArticleView) -> int:
        return microseconds(self.article_updated(article))

    def comment_updated(self, article: ArticleView, number: int) -> datetime:
        return self.comment_entries(article).moments[number - 1]

    def _content(self, article: ArticleView) -> Markup:
        return for_feed(article.content, self.address(article.url))

    def _made(self, article: ArticleView, content: Markup) -> Item:
        date = article.date or _NO_DATE
        return Item(
            id=ids.of_article(self._id, article.id),
            title=article.title,
            title_lang=article.title_lang,
            address=self.address(article.url),
            author=", ".join(article.authors),
            date=date,
            published=self.at(date),
            updated=self.article_updated(article),
            summary=article.description or translations.of(self._site.lang).gettext(NO_TEXT),
            content_html=content,
            lang=article.lang,
            categories=tuple(term.name for term in article.terms if term.taxonomy in SUBJECTS),
            replies=self.replies_to_article(article),
            modified=article.modified,
            enclosures=tuple(
                Enclosure(self.address(each.url), each.media_type, each.length) for each in article.enclosures
            ),
        )

    def tombstone_at(self, article: ArticleView, number: int) -> Tombstone:
        return self.tombstone(article, article.comments[number - 1])

    def tombstone(self, article: ArticleView, comment: CommentView) -> Tombstone:
        when = self.at(comment.withdrawn)
        return Tombstone(ids.of_comment(self._id, article.id, comment.anchor), when)

    def replies_to_article(self, article: ArticleView) -> Replies:
        return self.comment_entries(article).replies


def _make_room(kept: dict[Any, Any], most: int) -> None:
    if len(kept) >= most:
        kept.clear()


def replies(article: ArticleView, comment: CommentView) -> list[CommentView]:
    """The comments that answer this one, without withdrawn ones."""
    return [article.comments[reply.number - 1] for reply in comment.replies]


def withdrawn_replies(article: ArticleView) -> dict[int, list[CommentView]]:
    """The withdrawn answers, newest first, by the number of the comment they answer."""
    withdrawn: dict[int, list[CommentView]] = {}
    for comment in reversed(article.comments):
        if comment.withdrawn and comment.reply_to and comment.reply_to.number:
            withdrawn.setdefault(comment.reply_to.number, []).append(comment)
    return withdrawn
