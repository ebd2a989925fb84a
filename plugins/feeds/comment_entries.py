"""The feed entries of an article's comments. Pure.

There are comment feeds in Atom only (docs/feeds.md). A site has ten times as many comments as articles, so
what the comments of an article have in common is computed once, and all of their texts are escaped in one
call.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.common import translations
from plugins.common.text import clean_for_feed
from plugins.common.translations import N_
from plugins.common.when import microseconds
from plugins.feeds import atom, ids, instants
from plugins.feeds.model import AtomEntry, Replies
from plugins.feeds.xml import escaped, is_plain, undeclared, xml
from plugins.views.addresses import absolute
from plugins.views.comment_model import CommentView
from plugins.views.model import ArticleView, SiteView

_BETWEEN = "\0"  # occurs in no text of a view
NO_TEXT = N_("(sans texte)")  # an entry must have some text (RFC 4287 §4.1.2)


class CommentEntries:
    """The entries of one article's comments. `zone`: the time zone of dates without a time."""

    def __init__(self, article: ArticleView, site: SiteView, site_id: UUID, zone: ZoneInfo) -> None:
        self._article, self._site, self._site_id, self._zone = article, site, site_id, zone
        self._comments = tuple(article.comments)

    @cached_property
    def moments(self) -> list[datetime]:
        """When each entry was last updated, in order."""
        return [self._updated(comment) for comment in self._comments]

    @cached_property
    def stamps(self) -> list[int]:
        """The `moments` in microseconds."""
        return list(map(microseconds, self.moments))

    @cached_property
    def atom(self) -> list[bytes]:
        """The entry of each comment; empty for a withdrawn one."""
        return [atom.entry(entry) if entry else b"" for entry in self._entries]

    @cached_property
    def sorts(self) -> list[int]:
        """The sort key of each comment among all comments of the site; one without a time counts as the first
        moment of its day."""
        return [
            stamp
            if comment.date.moment and not comment.edited
            else microseconds(instants.stand_in(comment.date, self._zone))
            for comment, stamp in zip(self._comments, self.stamps, strict=True)
        ]

    @cached_property
    def replies(self) -> Replies:
        """The link to the article's comments, with their number and the last update."""
        site, article = self._site.address, self._article
        visible = [comment.number for comment in self._comments if not comment.withdrawn]
        return Replies(
            address=absolute(site, f"{article.url}#commentaires"),
            feed_address=absolute(site, article.comments_feed),
            count=len(visible),
            updated=self._last(visible),
        )

    def _last(self, numbers: list[int]) -> datetime | None:
        """The last update among the entries with these numbers."""
        stamps = [self.stamps[number - 1] for number in numbers]
        return self.moments[numbers[stamps.index(max(stamps))] - 1] if stamps else None

    def _updated(self, comment: CommentView) -> datetime:
        """The date of the last edit, if there is one: feed readers then show the entry again (RFC 4287
        §4.2.15)."""
        written = instants.stand_in(comment.date, self._zone, comment.number)
        return max(written, instants.stand_in(comment.edited, self._zone)) if comment.edited else written

    @cached_property
    def _id_of_article(self) -> str:
        return ids.of_article(self._site_id, self._article.id)

    @cached_property
    def _id_of(self) -> Callable[[str], str]:
        return ids.of_comments(self._site_id, self._article.id)

    @cached_property
    def _address(self) -> str:
        return xml(absolute(self._site.address, self._article.url))

    @cached_property
    def _title(self) -> str:
        return clean_for_feed(self._article.title)

    @cached_property
    def _title_is_plain(self) -> bool:
        return is_plain(self._title)

    @cached_property
    def _entries(self) -> list[AtomEntry | None]:
        """The entries. All texts are escaped in one call, because the calls took longer than the escaping."""
        if not self._comments:
            return []
        contents = _apart(escaped(_joined([comment.feed_html for comment in self._comments])))
        rows = zip(self._comments, self.moments, contents, strict=True)
        return [
            None if comment.withdrawn else self._entry(comment, updated, content)
            for comment, updated, content in rows
        ]

    def _entry(self, comment: CommentView, updated: datetime, content: str) -> AtomEntry:
        author, moment = clean_for_feed(comment.author), comment.date.moment
        author_is_plain = is_plain(author)
        title = f"{self._title} – {author}"
        is_all_plain = author_is_plain and self._title_is_plain
        return AtomEntry(
            id=self._id_of(comment.anchor),
            title=f">{title}" if is_all_plain else atom.constructed(title),
            address=f"{self._address}#{comment.anchor}",
            author=author if author_is_plain else undeclared(author),
            published=comment.datetime if moment and updated is not moment else "",
            updated=comment.datetime if updated is moment else updated.isoformat(),
            content=content,
            summary="" if content else f">{translations.of(self._site.lang).gettext(NO_TEXT)}",
            in_reply_to=self._answered(comment),
            replies=self._replies(comment) if comment.replies_feed else None,
        )

    def _answered(self, comment: CommentView) -> str:
        """The id of the answered comment, or of the article if that is gone or there is none."""
        answered = comment.reply_to
        if answered is None or answered.number is None or self._comments[answered.number - 1].withdrawn:
            return self._id_of_article
        return self._id_of(answered.anchor)

    def _replies(self, comment: CommentView) -> Replies:
        site, url = self._site.address, self._article.url
        return Replies(
            address=absolute(site, f"{url}#{comment.anchor}"),
            feed_address=absolute(site, comment.replies_feed or ""),
            count=len(comment.replies),
            updated=self._last([reply.number for reply in comment.replies]),
        )


def _joined(texts: list[str]) -> str:
    """Texts as one text, without characters that a feed may not contain."""
    return clean_for_feed(_BETWEEN.join(texts))


def _apart(joined: str) -> list[str]:
    return joined.split(_BETWEEN)
