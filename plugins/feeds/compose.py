"""Defines the feeds of a site and their contents: from views to feeds. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from plugins.common import translations
from plugins.common.feed_formats import ARTICLES, COMMENTS, CONVERSATION, REPLIES, TERM, FeedFormat
from plugins.feeds import ids
from plugins.feeds.entries import DatedComment, Entries, replies, withdrawn_replies
from plugins.feeds.model import EntryWriter, Feed, FeedItems, Tombstone
from plugins.views.comment_model import CommentView
from plugins.views.model import ArticleView, SiteView, TermView


class PublishedFeed(NamedTuple):
    """A feed and its path in the output for each format. `size`: entries per document. `history`: whether
    `feed` has all entries ever published, so that older ones go to archives."""

    feed: Feed
    paths: Mapping[FeedFormat, str]
    size: int
    history: bool = True


@dataclass(frozen=True, slots=True)
class Sizes:
    """The number of entries per document; older ones go to archives (`documents`). `terms`: the total number
    in the feed of a category or a tag."""

    articles: int
    comments: int
    terms: int


class Composer:
    """Composes the feeds of one site."""

    def __init__(self, site: SiteView, site_id: UUID, entries: Entries, sizes: Sizes) -> None:
        self._site, self._id, self._entries, self._sizes = site, site_id, entries, sizes
        self._words = translations.of(site.lang)

    def site(self, articles: Sequence[ArticleView]) -> Iterator[PublishedFeed]:
        """The site's own feeds. `articles`: newest first."""
        yield self.all_articles(articles)
        yield self.all_comments(articles)

    def all_articles(self, articles: Sequence[ArticleView]) -> PublishedFeed:
        paths = dict(ARTICLES.paths())
        return self._of_articles("articles", self._site.name, self._site.subtitle, "", articles, paths)

    def term(self, kind: str, term: TermView, articles: Sequence[ArticleView]) -> PublishedFeed:
        """The newest articles of a category or a tag. `articles`: newest first."""
        paths = dict(TERM.paths(term.url))
        title = f"{self._site.name} – {term.name}"
        newest = articles[: self._sizes.terms]
        published = self._of_articles(f"{kind}/{term.slug}", title, "", term.url, newest, paths)
        return published._replace(size=self._sizes.terms, history=False)

    def conversation(self, article: ArticleView) -> Iterator[PublishedFeed]:
        """The feed of an article's comments, and a feed of answers for each comment that has any."""
        yield self._of_comments(article)
        gone = withdrawn_replies(article)
        for comment in article.comments:
            if comment.replies_feed:
                yield self._of_replies(article, comment, gone.get(comment.number, ()))

    def _of_articles(
        self,
        subject: str,
        title: str,
        subtitle: str,
        page: str,
        articles: Sequence[ArticleView],
        paths: Mapping[FeedFormat, str],
    ) -> PublishedFeed:
        stamps = [self._entries.article_stamp(article) for article in articles]
        items = FeedItems(articles, stamps, EntryWriter(self._entries.article, self._entries.article_updated))
        feed = self._feed(subject, title, subtitle, page, items, None)
        return PublishedFeed(feed, paths, self._sizes.articles)

    def all_comments(self, articles: Sequence[ArticleView]) -> PublishedFeed:
        """All comments of the site, newest first; those of an article without a time keep its order within a
        day."""
        entries = self._entries
        dated = [one for article in articles for one in entries.dated_comments(article)]
        dated.sort(key=itemgetter(0, 1), reverse=True)
        comments = [one for one in dated if not one.is_withdrawn]
        writer: EntryWriter[DatedComment] = EntryWriter(
            lambda _, one, by: entries.comment(one.article, one.number, by),
            lambda one: entries.comment_updated(one.article, one.number),
        )
        feed = self._feed(
            "comments",
            self._words.gettext("%(site)s – commentaires") % {"site": self._site.name},
            self._site.subtitle,
            "",
            FeedItems(comments, [one.stamp for one in comments], writer),
            articles[0] if articles else None,
            [entries.tombstone_at(one.article, one.number) for one in dated if one.is_withdrawn],
        )
        return PublishedFeed(feed, dict(COMMENTS.paths()), self._sizes.comments)

    def _of_comments(self, article: ArticleView) -> PublishedFeed:
        """All comments of an article, newest first. An empty feed has the date of the article."""
        newest_first = article.comments[::-1]
        feed = self._feed(
            f"comments/{article.id}",
            self._words.gettext("«\u00a0%(title)s\u00a0» – commentaires") % {"title": article.title},
            self._site.name,
            f"{article.url}#commentaires",
            self._comments(article, [c for c in newest_first if not c.withdrawn]),
            article,
            [self._entries.tombstone(article, c) for c in newest_first if c.withdrawn],
        )
        return PublishedFeed(feed, dict(CONVERSATION.paths(article.url)), self._sizes.comments)

    def _of_replies(
        self, article: ArticleView, comment: CommentView, gone: Sequence[CommentView]
    ) -> PublishedFeed:
        """The answers to one comment, for readers who do not want to leave an e-mail address."""
        title = self._words.gettext("«\u00a0%(title)s\u00a0» – réponses au commentaire %(number)s")
        feed = self._feed(
            f"replies/{article.id}/{comment.anchor}",
            title % {"title": article.title, "number": comment.number},
            self._site.name,
            f"{article.url}#{comment.anchor}",
            self._comments(article, replies(article, comment)[::-1]),
            article,
            [self._entries.tombstone(article, c) for c in gone],
        )
        return PublishedFeed(
            feed, dict(REPLIES.paths(f"{article.url}{comment.anchor}")), self._sizes.comments
        )

    def _comments(self, article: ArticleView, comments: Sequence[CommentView]) -> FeedItems[CommentView]:
        entries, stamps = self._entries, self._entries.comment_entries(article).stamps
        writer: EntryWriter[CommentView] = EntryWriter(
            lambda _, comment, by: entries.comment(article, comment.number, by),
            lambda comment: entries.comment_updated(article, comment.number),
        )
        return FeedItems(comments, [stamps[comment.number - 1] for comment in comments], writer)

    def _feed(
        self,
        subject: str,
        title: str,
        subtitle: str,
        page: str,
        items: FeedItems[Any],
        as_old_as: ArticleView | None,
        gone: Sequence[Tombstone] = (),
    ) -> Feed:
        moments = [items.updated_unmoved()] if items else []
        moments += [one.when for one in gone]
        if not moments:
            moments = [self._entries.at(as_old_as.date if as_old_as else None)]
        return Feed(
            id=ids.of_feed(self._id, subject),
            title=title,
            subtitle=subtitle,
            lang=self._site.lang,
            author=self._site.name,
            page_address=self._entries.address(page),
            updated=max(moments),
            items=items,
            gone=gone,
        )
