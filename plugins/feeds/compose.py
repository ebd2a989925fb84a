"""Which feeds there are and what stands in them. Pure: views in, feeds out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Literal
from uuid import UUID

from plugins.feeds import ids, instants
from plugins.feeds.entries import Entries, replies
from plugins.feeds.model import Feed, Gone, Item
from plugins.views.model import ArticleView, CommentView, SiteView, Term

Format = Literal["atom", "rss", "json"]


@dataclass(frozen=True, slots=True)
class Published:
    """A feed and where it goes: a path in the output for each format. `size`: entries in one document."""

    feed: Feed
    paths: dict[Format, str]
    size: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many entries one document of a feed carries; older ones go to archives (`documents`)."""

    articles: int
    comments: int


class Composer:
    """Composes the feeds of one site."""

    def __init__(self, site: SiteView, site_id: UUID, entries: Entries, sizes: Sizes) -> None:
        self._site, self._id, self._entries, self._sizes = site, site_id, entries, sizes

    def site(self, articles: Sequence[ArticleView]) -> Iterator[Published]:
        """The site's own feeds. `articles`: newest first."""
        paths: dict[Format, str] = {
            "atom": self._site.articles_feed,
            "rss": self._site.articles_rss,
            "json": self._site.articles_json,
        }
        yield self._of_articles("articles", self._site.name, self._site.subtitle, "", articles, paths)
        yield self._of_all_comments(articles)

    def term(self, kind: str, term: Term, articles: Sequence[ArticleView]) -> Published:
        """The articles of a category or a tag, newest first."""
        paths: dict[Format, str] = {"atom": term.atom, "rss": term.rss, "json": term.json}
        title = f"{self._site.name} – {term.name}"
        return self._of_articles(f"{kind}/{term.slug}", title, "", term.url, articles, paths)

    def conversation(self, article: ArticleView) -> Iterator[Published]:
        """The comments of an article, and of each comment its answers."""
        yield self._of_comments(article)
        for comment in article.comments:
            if comment.replies_feed:
                yield self._of_replies(article, comment, comment.replies_feed)

    def _of_articles(
        self,
        subject: str,
        title: str,
        subtitle: str,
        page: str,
        articles: Sequence[ArticleView],
        paths: dict[Format, str],
    ) -> Published:
        items = [self._entries.article(article) for article in articles]
        feed = self._feed(subject, title, subtitle, page, items, None)
        return Published(feed, paths, self._sizes.articles)

    def _of_all_comments(self, articles: Sequence[ArticleView]) -> Published:
        """Newest first over all articles; within a day, an article's own order."""
        pairs = [(article, comment) for article in articles for comment in article.comments]
        ordered = nlargest(
            len(pairs), pairs, key=lambda pair: (self._entries.at(pair[1].date), pair[1].number)
        )
        newest = articles[0] if articles else None
        feed = self._feed(
            "comments",
            f"{self._site.name} – commentaires",
            self._site.subtitle,
            "",
            [self._entries.comment(*pair) for pair in ordered if not pair[1].withdrawn],
            newest,
            [self._entries.gone(*pair) for pair in ordered if pair[1].withdrawn],
        )
        paths: dict[Format, str] = {"atom": self._site.comments_feed, "rss": self._site.comments_rss}
        return Published(feed, paths, self._sizes.comments)

    def _of_comments(self, article: ArticleView) -> Published:
        """The whole conversation, newest first; an empty one is as old as its article."""
        newest_first = article.comments[::-1]
        feed = self._feed(
            f"comments/{article.id}",
            f"«\u00a0{article.title}\u00a0» – commentaires",
            self._site.name,
            f"{article.url}#commentaires",
            [self._entries.comment(article, c) for c in newest_first if not c.withdrawn],
            article,
            [self._entries.gone(article, c) for c in newest_first if c.withdrawn],
        )
        paths: dict[Format, str] = {"atom": article.comments_feed, "rss": article.comments_rss}
        return Published(feed, paths, self._sizes.comments)

    def _of_replies(self, article: ArticleView, comment: CommentView, path: str) -> Published:
        """The answers to one comment: they reach a reader who gave no address."""
        feed = self._feed(
            f"replies/{article.id}/{comment.anchor}",
            f"«\u00a0{article.title}\u00a0» – réponses au commentaire {comment.number}",
            self._site.name,
            f"{article.url}#{comment.anchor}",
            [self._entries.comment(article, reply) for reply in replies(article, comment)[::-1]],
            article,
        )
        return Published(feed, {"atom": path}, self._sizes.comments)

    def _feed(
        self,
        subject: str,
        title: str,
        subtitle: str,
        page: str,
        items: list[Item],
        as_old_as: ArticleView | None,
        gone: Sequence[Gone] = (),
    ) -> Feed:
        moments = [*(item.updated for item in items), *(one.when for one in gone)]
        if not moments and as_old_as:
            moments = [self._entries.at(as_old_as.date)]
        return Feed(
            id=ids.of_feed(self._id, subject),
            title=title,
            subtitle=subtitle,
            lang=self._site.lang,
            author=self._site.name,
            page_address=self._entries.address(page),
            updated=max(moments, default=self._entries.at(None)),
            items=instants.distinct(items),
            gone=gone,
        )
