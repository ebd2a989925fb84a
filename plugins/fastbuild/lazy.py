"""Views of what the last build left (a `ViewSource`), and the entries of feeds, read when they are looked
at, no sooner.

A list of thousands needs of each article what is in its summary. The rest is taken from the cache, and
comments are read from their folder, only for those templates that ask.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from markupsafe import Markup

from plugins.comments import archive
from plugins.common.feed_formats import ATOM, FeedFormat
from plugins.fastbuild.cache import Cache
from plugins.fastbuild.state import CachedArticle, SiteState
from plugins.fastbuild.summaries import IN_SUMMARY, IN_TEXT, ArticleSummary, PackedView, unpack
from plugins.feeds import ids
from plugins.feeds.entries import DatedComment, Entries
from plugins.feeds.model import Replies, Tombstone
from plugins.views import conversation
from plugins.views.comment_model import CommentView
from plugins.views.model import ArticleView, LedgerView, PageView, SiteView, TermView

_AT_HAND, _TEXTS_AT_HAND = 500, 100  # articles; of each two kilobytes, and its text or the entries under it
_PRINTED = 2_000  # pieces of lists, of each one or two kilobytes (`full` goes by articles)
_DISCUSSED = 1_000  # articles that the feed of all comments comes from in a month; the entries of each


class LazyComments(Sequence[CommentView]):
    """The comments of an article. How many there are is in its summary."""

    def __init__(self, count: int, read: Callable[[], tuple[CommentView, ...]]) -> None:
        self._count, self._read = count, read

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: Any) -> Any:
        return self._read()[index]


class LazyArticle:
    """Looks like an ArticleView, and is read once more than its summary is asked for: the text only with the
    text. What is read of it is noted (`LazyViews.accessed_fields`)."""

    __slots__ = ("_summary", "_views")

    def __init__(self, summary: ArticleSummary, views: "LazyViews") -> None:
        self._summary, self._views = summary, views

    @property
    def comments(self) -> LazyComments:
        self._views.accessed_fields.add("comments")
        return self._views.comments(self._summary)

    def printed_by(self, macro: Callable[..., Markup], *more: Any) -> Markup:
        """As ArticleView, once, however many lists show it: most of the time of a list went there."""
        html, accessed = self._views.printed(macro, self._summary.name, *more)
        self._views.accessed_fields |= accessed
        return html

    def __getattr__(self, name: str) -> Any:
        views, summary = self._views, self._summary
        views.accessed_fields.add(name)
        if name in IN_SUMMARY:
            return unpack(getattr(summary, name))
        if name in IN_TEXT:
            return views.text(summary.name)[name]
        about = views.about(summary.name)
        if name not in about:
            return getattr(ArticleView, name).__get__(self)  # a property or a method
        if isinstance(about[name], list):  # packed until somebody asks
            about[name] = unpack(about[name])
        return about[name]


class LazyViews:
    """Views of all articles. `folder`: of the sources; `accessed_fields`: what templates have read of
    articles since it was emptied."""

    def __init__(self, state: SiteState, ledger: LedgerView, cache: Cache, folder: Path) -> None:
        self.site, self.ledger, self.summaries = state.site, ledger, state.summaries
        self.accessed_fields: set[str] = set()
        self._state, self._cache = state, cache
        self._articles: dict[str, LazyArticle] = {}
        self.about = lru_cache(_AT_HAND)(lambda name: dict(self.cached(name).about))
        self.text = lru_cache(_TEXTS_AT_HAND)(lambda name: _unpacked(self.cached(name).text))
        self.printed = lru_cache(_PRINTED)(self._printed)
        self._read_comments = lru_cache(_TEXTS_AT_HAND)(
            lambda slug, url: read_comments(folder, slug, url, state.settings.address_length, state.site.lang)
        )

    def cached(self, name: str) -> CachedArticle:
        return CachedArticle(self._cache, self.summaries[name])

    def article(self, name: str) -> ArticleView:
        if name not in self._articles:
            self._articles[name] = LazyArticle(self.summaries[name], self)
        return cast(ArticleView, self._articles[name])

    def page(self, name: str) -> PageView:
        return self._state.pages[name]

    def term(self, kind: str, slug: str) -> TermView:
        return self._state.terms[kind][slug][0]

    def terms(self, kind: str) -> tuple[TermView, ...]:
        """The terms of a kind, as `ViewFactory.terms`."""
        return tuple(term for term, _ in self._state.terms[kind].values())

    def comments(self, summary: ArticleSummary) -> LazyComments:
        def read() -> tuple[CommentView, ...]:
            self.accessed_fields.add("words of comments")
            return self._read_comments(summary.slug, summary.url)

        return LazyComments(summary.comments, read)

    def _printed(self, macro: Callable[..., Markup], name: str, *more: Any) -> tuple[Markup, frozenset[str]]:
        """What a macro of the theme makes of an article, and the fields it read."""
        before, self.accessed_fields = self.accessed_fields, set()
        try:
            return macro(self.article(name), *more), frozenset(self.accessed_fields)
        finally:
            self.accessed_fields = before


def article_view(site: SiteView, packed: PackedView, comments: tuple[CommentView, ...]) -> ArticleView:
    """An article's view from what is kept of it and its comments."""
    last = conversation.last(comments, site.lang)
    return ArticleView(**_unpacked(packed), comments=comments, last_comment=last)


def _unpacked(packed: PackedView) -> dict[str, Any]:
    return {name: unpack(value) for name, value in packed.items()}


def read_comments(
    content: Path, slug: str, url: str, length: int | None, lang: str
) -> tuple[CommentView, ...]:
    """Of the article at `url`; `lang`: the site's. Raises SiteError for what cannot be read."""
    folder = content / "comments"
    thread = archive.thread(folder, folder.name, slug) if (folder / slug).is_dir() else ()
    return conversation.views(thread, url, length, lang)


class CachedEntries(Entries):
    """The entries of feeds. Most are written already: an article's stands in five feeds, a comment's in two.
    Takes articles that are LazyArticles."""

    def __init__(self, state: SiteState, views: LazyViews) -> None:
        self._site_id, self._views = UUID(state.settings.site_id), views
        super().__init__(state.site, self._site_id, ZoneInfo(state.settings.zone))
        self._of_comments = lru_cache(_DISCUSSED)(lambda name: self._views.cached(name).comments)

    def _written(self, feed_format: FeedFormat, article: ArticleView) -> bytes:
        """The other formats take only the newest articles, too few to keep them of all."""
        if feed_format == ATOM:
            return self._views.cached(summary_of(article).name).entry
        return super()._written(feed_format, article)

    def _comment_texts(self, article: ArticleView) -> list[bytes]:
        return self._of_comments(summary_of(article).name)

    def article_stamp(self, article: ArticleView) -> int:
        return summary_of(article).updated

    def dated_comments(self, article: ArticleView) -> list[DatedComment]:
        return [
            DatedComment(at, number, stamp, not entry, article)
            for number, (at, stamp, entry) in enumerate(summary_of(article).dated, 1)
        ]

    def tombstone_at(self, article: ArticleView, number: int) -> Tombstone:
        _, anchor, when = next(one for one in summary_of(article).withdrawn if one[0] == number)
        return Tombstone(ids.of_comment(self._site_id, article.id, anchor), self.at(unpack(when)))

    def replies_to_article(self, article: ArticleView) -> Replies:
        summary = summary_of(article)
        return Replies(
            address=self.address(f"{article.url}#commentaires"),
            feed_address=self.address(article.comments_feed),
            count=summary.replies,
            updated=datetime.fromisoformat(summary.last_reply) if summary.last_reply else None,
        )


def summary_of(article: ArticleView | LazyArticle) -> ArticleSummary:
    """The summary of a LazyArticle, which looks like an ArticleView."""
    return cast(LazyArticle, article)._summary
