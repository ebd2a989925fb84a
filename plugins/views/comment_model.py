"""What templates read of a comment. Frozen, as in `model`."""

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from plugins.comments import web_archive
from plugins.comments.model import Comment
from plugins.common.when import When


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
class ArchivedPage:
    """What the Web Archive keeps of a page to which a comment led. `shown`: its address, without scheme."""

    href: str
    shown: str


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
    def archived(self) -> tuple[ArchivedPage, ...]:
        """As they were on the comment's day, or near it."""
        return tuple(
            ArchivedPage(web_archive.address(page, self.date), page.partition("://")[2].removesuffix("/"))
            for page in self.header.archived
        )

    @property
    def withdrawn(self) -> When | None:
        return self.header.withdrawn
