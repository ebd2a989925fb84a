"""What is known of an article without reading it again: enough for lists of thousands, for orders, counts,
and to see whether anything about it changed.
"""

from array import array
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from plugins.discovery import sitemap
from plugins.fastbuild import sealed
from plugins.fastbuild.binder import Part
from plugins.fastbuild.packing import Packed, pack, pack_all
from plugins.fastbuild.records import Written
from plugins.feeds.entries import Entries
from plugins.moderation.core import known
from plugins.views.model import ArticleView, CommentView

_DIGEST = 8
_SAID_TWICE = {"date": "datetime", "feed_html": "body_html"}  # by what says the same: `conversation.views`
_of_comment = attrgetter(*(name for name in CommentView._fields if name not in _SAID_TWICE))


class Card(NamedTuple):
    """Plain values only. `said`: for each comment, in order, when it sorts and when it was updated, as
    numbers; `voices`: for each, the digest of its entry in feeds (zeros for one withdrawn); `gone`: of those
    withdrawn number, anchor and when; `heard` and `names` are for the intake
    (`moderation.known`). `of_text` and `of_talk` are digests of all that pages may show of the article itself
    and of its conversation."""

    name: str
    slug: str
    url: str
    title: str
    title_lang: str | None
    date: Packed
    modified: Packed
    stamp: int
    comments: int
    said: bytes
    voices: bytes
    gone: tuple[tuple[int, str, Packed], ...]
    answers: int
    last_answer: str | None
    changed: str
    last_comment: Packed
    heard: str
    names: tuple[str, ...]
    of_text: bytes
    of_talk: bytes

    @property
    def digest(self) -> bytes:
        return self.of_text + self.of_talk

    def moments(self) -> Sequence[int]:
        """By turns: the moment a comment sorts by, and when it was updated."""
        numbers = array("q")
        numbers.frombytes(self.said)
        return numbers


def digests(view: ArticleView, parts: tuple[Part, Part]) -> tuple[bytes, bytes]:
    """Of the article itself, whose `parts` are those of `records.of_view`, and of its conversation."""
    about, text = parts
    talk = [pack_all(_of_comment(comment)) for comment in view.comments]
    return sealed.digest(about.digest + text.digest), sealed.digest(sealed.canonical(talk))


def card(
    name: str,
    view: ArticleView,
    digests: tuple[bytes, bytes],
    written: Written,
    entries: Entries,
    zone: ZoneInfo,
) -> Card:
    """`digests` and `written`: of the same view."""
    replies = entries.replies_to_article(view)
    talk = entries.comment_entries(view)
    said = array("q", chain.from_iterable(zip(talk.sorts, talk.stamps, strict=True)))
    return Card(
        name=name,
        slug=view.slug,
        url=view.url,
        title=view.title,
        title_lang=view.title_lang,
        date=pack(view.date),
        modified=pack(view.modified),
        stamp=entries.article_stamp(view),
        comments=len(view.comments),
        said=said.tobytes(),
        voices=b"".join(_voice(text) for text in written.atom),
        gone=tuple((c.number, c.anchor, pack(c.withdrawn)) for c in view.comments if c.withdrawn),
        answers=replies.count,
        last_answer=replies.updated.isoformat() if replies.updated else None,
        changed=sitemap.written(sitemap.of_article(view, zone)),
        last_comment=pack(view.last_comment),
        heard=known.line(view),
        names=tuple(known.names(view)),
        of_text=digests[0],
        of_talk=digests[1],
    )


def _voice(entry: bytes) -> bytes:
    return sealed.digest(entry)[:_DIGEST] if entry else bytes(_DIGEST)
