"""What templates read of a comment. Frozen, as in `model`."""

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from plugins.comments import web_archive
from plugins.comments.model import Comment
from plugins.common.when import When


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """The comment that another one answers. `number`: None if it is not in the archive any more. `excerpt`:
    the beginning of its text; "" if it stands right above."""

    number: int | None
    anchor: str
    author: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a comment."""

    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A copy, in the Web Archive, of a dead page that a comment links to. `shown`: the page's address,
    without its scheme."""

    href: str
    shown: str


@dataclass(frozen=True, slots=True)
class LastComment:
    """The newest comment that was not withdrawn, for lists and for the heading above an article's
    comments."""

    number: int
    anchor: str
    author: str
    locale_day: str
    excerpt: str


class CommentView(NamedTuple):
    """One comment. A withdrawn one keeps its number; its name and text are empty.

    `header`: its other headers (`comments.model`); of a withdrawn one, only those that last.
    `feed_html`: `body_html` for feeds, which have no style sheet to hide a part of an address.
    `cut_addresses`: how many addresses in it were shortened by the old system and lead nowhere.
    `replies`, `replies_feed`: the answers to it, and their feed if there are any.
    `fingerprint`: of the text, if its sender has a receipt.
    `is_by_author`: it was written by the blog's author.
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
        """Copies of its dead links, from the comment's day or close to it."""
        return tuple(
            ArchivedPage(web_archive.address(page, self.date), page.partition("://")[2].removesuffix("/"))
            for page in self.header.archived
        )

    @property
    def withdrawn(self) -> When | None:
        return self.header.withdrawn
