"""Which feeds there are and what stands in them. Pure: views in, feeds out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.common.when import When
from plugins.feeds import ids, instants
from plugins.feeds.absolute import absolute
from plugins.feeds.model import Feed, Item
from plugins.views.addresses import absolute as address_of
from plugins.views.model import ArticleView, CommentView, SiteView

_NO_ARTICLE = datetime(1970, 1, 1)
_WITHDRAWN = "Commentaire retiré"


@dataclass(frozen=True, slots=True)
class Limits:
    """How many entries the feeds that grow without end carry."""

    articles: int
    comments: int


class Composer:
    """Composes the feeds of one site."""

    def __init__(self, site: SiteView, site_id: UUID, zone: ZoneInfo, limits: Limits) -> None:
        self.site, self.id, self.zone, self.limits = site, site_id, zone, limits

    def feeds(self, articles: Sequence[ArticleView]) -> Iterator[tuple[str, Feed]]:
        """Pairs of a path in the output and the feed to write there. `articles`: newest first."""
        yield self.site.articles_feed, self._of_articles(articles)
        yield self.site.comments_feed, self._of_all_comments(articles)
        for article in articles:
            yield article.comments_feed, self._of_comments(article)

    def _of_articles(self, articles: Sequence[ArticleView]) -> Feed:
        items = [self._article(article) for article in articles[: self.limits.articles]]
        return self._feed(
            "articles", self.site.name, "", self.site.articles_feed, "", items, self._newest(items)
        )

    def _of_all_comments(self, articles: Sequence[ArticleView]) -> Feed:
        """Newest first over all articles; within a day, an article's own order."""
        pairs = (
            (article, comment)
            for article in articles
            for comment in article.comments
            if not comment.withdrawn
        )
        newest = nlargest(
            self.limits.comments, pairs, key=lambda pair: (self._at(pair[1].date), pair[1].number)
        )
        items = [self._comment(article, comment) for article, comment in newest]
        title = f"{self.site.name} – commentaires"
        updated = self._newest(items) if items else self._newest([self._article(a) for a in articles[:1]])
        return self._feed("comments", title, "", self.site.comments_feed, "", items, updated)

    def _of_comments(self, article: ArticleView) -> Feed:
        """The whole conversation, newest first; an empty one is as old as its article."""
        items = [self._comment(article, c) for c in reversed(article.comments) if not c.withdrawn]
        return self._feed(
            f"comments/{article.id}",
            f"«\u00a0{article.title}\u00a0» – commentaires",
            self.site.name,
            article.comments_feed,
            f"{article.url}#commentaires",
            items,
            max((item.updated for item in items), default=self._at(article.date)),
        )

    def _feed(
        self,
        subject: str,
        title: str,
        subtitle: str,
        url: str,
        page: str,
        items: list[Item],
        updated: datetime,
    ) -> Feed:
        return Feed(
            id=ids.of_feed(self.id, subject),
            title=title,
            subtitle=subtitle,
            lang=self.site.lang,
            author=self.site.name,
            address=self._address(url),
            page_address=self._address(page),
            updated=updated,
            items=instants.distinct(items),
        )

    def _article(self, article: ArticleView) -> Item:
        changed = article.modified or article.date
        return Item(
            id=ids.of_article(self.id, article.id),
            title=article.title,
            title_lang=article.title_lang,
            address=self._address(article.url),
            author=", ".join(article.authors),
            published=article.date.moment if article.date else None,
            updated=self._at(changed),
            content_html=absolute(article.content, self._address(article.url)),
            lang=article.lang,
            categories=tuple(t.name for t in (article.category, *article.tags) if t),
        )

    def _comment(self, article: ArticleView, comment: CommentView) -> Item:
        return Item(
            id=ids.of_comment(self.id, article.id, comment.anchor),
            title=f"{article.title} - {comment.author or _WITHDRAWN}",
            title_lang=None,
            address=self._address(f"{article.url}#{comment.anchor}"),
            author=comment.author,
            published=comment.date.moment,
            updated=instants.stand_in(comment.date, self.zone, comment.number),
            content_html=comment.feed_html,
            lang=self.site.lang,
        )

    def _address(self, url: str) -> str:
        return address_of(self.site.address, url)

    def _at(self, date: When | None) -> datetime:
        return instants.stand_in(date, self.zone) if date else _NO_ARTICLE.replace(tzinfo=self.zone)

    def _newest(self, items: Sequence[Item]) -> datetime:
        return max((item.updated for item in items), default=self._at(None))
