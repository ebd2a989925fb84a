"""From an article or a comment to an entry. Pure."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.common.when import When
from plugins.feeds import ids, instants
from plugins.feeds.content import for_feed
from plugins.feeds.model import Answered, Gone, Item, Replies
from plugins.views.addresses import absolute as address_of
from plugins.views.model import ArticleView, CommentView, SiteView

_NO_DATE = When(1970)
_AT_HAND = 1000
_NO_TEXT = "(sans texte)"  # an entry must hold some (RFC 4287 §4.1.1)


class Entries:
    """Makes the entries of one site. The last ones stay at hand: a feed's formats are written in turn."""

    def __init__(self, site: SiteView, site_id: UUID, zone: ZoneInfo) -> None:
        self._site, self._id, self._zone = site, site_id, zone
        self._articles: dict[str, Item] = {}
        self._comments: dict[tuple[str, str], Item] = {}

    def at(self, date: When | None) -> datetime:
        return instants.stand_in(date or _NO_DATE, self._zone)

    def address(self, url: str) -> str:
        return address_of(self._site.address, url)

    def written(self, form: str, article: ArticleView, number: int = 0) -> bytes | None:
        """The entry of an article, or of its comment with that number, if somebody kept it: nobody, here."""
        return None

    def article(self, article: ArticleView) -> Item:
        if article.url not in self._articles:
            _make_room(self._articles)
            self._articles[article.url] = self._article(article)
        return self._articles[article.url]

    def article_updated(self, article: ArticleView) -> datetime:
        """Without making the entry."""
        return self.at(article.modified or article.date)

    def article_stamp(self, article: ArticleView) -> int:
        return instants.stamp(self.article_updated(article))

    def comment_stamp(self, comment: CommentView) -> int:
        return instants.stamp(self.comment_updated(comment))

    def comment(self, article: ArticleView, comment: CommentView) -> Item:
        key = (article.url, comment.anchor)
        if key not in self._comments:
            _make_room(self._comments)
            self._comments[key] = self._comment(article, comment)
        return self._comments[key]

    def _article(self, article: ArticleView) -> Item:
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
            summary=article.description or _NO_TEXT,
            content_html=for_feed(article.content, self.address(article.url)),
            lang=article.lang,
            categories=tuple(term.name for term in (article.category, *article.tags) if term),
            replies=self.replies_to_article(article),
        )

    def _comment(self, article: ArticleView, comment: CommentView) -> Item:
        return Item(
            id=ids.of_comment(self._id, article.id, comment.anchor),
            title=f"{article.title} - {comment.author}",
            title_lang=None,
            address=self.address(f"{article.url}#{comment.anchor}"),
            author=comment.author,
            date=comment.date,
            published=self._moment(comment),
            updated=self.comment_updated(comment),
            summary=comment.excerpt or _NO_TEXT,
            content_html=comment.feed_html,
            lang=self._site.lang,
            answered=self._answered(article, comment),
            replies=self._replies_to_comment(article, comment),
        )

    def gone_at(self, article: ArticleView, number: int) -> Gone:
        return self.gone(article, article.comments[number - 1])

    def gone(self, article: ArticleView, comment: CommentView) -> Gone:
        when = self.at(comment.withdrawn)
        return Gone(ids.of_comment(self._id, article.id, comment.anchor), when)

    def _moment(self, comment: CommentView) -> datetime:
        return instants.stand_in(comment.date, self._zone, comment.number)

    def comment_updated(self, comment: CommentView) -> datetime:
        """Readers show an entry anew when it was edited later than it was written (RFC 4287 §4.2.15)."""
        written = self._moment(comment)
        return max(written, self.at(comment.edited)) if comment.edited else written

    def _answered(self, article: ArticleView, comment: CommentView) -> Answered:
        """The comment that this one answers; where that is gone, the article: the tie leads somewhere."""
        answered = comment.reply_to
        if answered is None or answered.number is None or article.comments[answered.number - 1].withdrawn:
            return Answered(ids.of_article(self._id, article.id), self.address(article.url))
        address = self.address(f"{article.url}#{answered.anchor}")
        return Answered(ids.of_comment(self._id, article.id, answered.anchor), address)

    def replies_to_article(self, article: ArticleView) -> Replies:
        moments = [self.comment_updated(comment) for comment in article.comments if not comment.withdrawn]
        return Replies(
            address=self.address(f"{article.url}#commentaires"),
            atom_address=self.address(article.comments_feed),
            rss_address=self.address(article.comments_rss),
            count=len(moments),
            updated=max(moments, default=None),
        )

    def _replies_to_comment(self, article: ArticleView, comment: CommentView) -> Replies | None:
        if comment.replies_feed is None:
            return None
        moments = [self.comment_updated(reply) for reply in replies(article, comment)]
        return Replies(
            address=self.address(f"{article.url}#{comment.anchor}"),
            atom_address=self.address(comment.replies_feed),
            rss_address=None,
            count=len(moments),
            updated=max(moments),
        )


def _make_room(items: dict[Any, Item]) -> None:
    if len(items) >= _AT_HAND:
        items.clear()


def replies(article: ArticleView, comment: CommentView) -> list[CommentView]:
    """The comments that answer this one, but for those that were taken back."""
    return [article.comments[number - 1] for number in comment.replies]
