"""What is kept of an article, so that it need not be read again. A *summary* is enough to plan lists of
thousands, to sort, to count, and to see whether the article changed. A *record* has parts that are read one
by one: lists need a few hundred bytes, feeds the article's entry, and only its own page needs the text.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from markupsafe import Markup

from plugins.common.digests import canonical, digest
from plugins.common.feed_formats import ATOM
from plugins.common.html import trusted_html
from plugins.discovery import sitemap
from plugins.fastbuild.cache import Record
from plugins.feeds.entries import Entries
from plugins.moderation.core import known_site
from plugins.views import conversation, model
from plugins.views.model import ArticleView

PARTS = 5
ABOUT, SOURCE, ENTRY, TEXT, COMMENTS = range(PARTS)
IN_TEXT = ("content", "toc")
IN_ABOUT = tuple(name for name in ArticleView.__slots__ if name not in (*IN_TEXT, "comments", "last_comment"))
_about, _text = attrgetter(*IN_ABOUT), attrgetter(*IN_TEXT)
BETWEEN = b"\0"  # no entry holds one: XML forbids it
_PLAIN = frozenset({str, int, float, bool, type(None)})
_MARKUP, _DICT, _MOMENT = "", "{}", "moment"
_MANY: dict[Any, str] = {tuple: "()", list: "[]"}
_CLASSES: dict[str, Any] = {**vars(model)}
Kind = TypeVar("Kind")
Packed = Any
PackedView = Mapping[str, Packed]


class ArticleSource(NamedTuple):
    """What is kept of the source: its header as written; where its links to other sources lead; whether it
    has a summary of its own; the pictures in its text, as plain values (`pictures.markup.PictureUse`); and
    the language whose rules their captions follow."""

    header: Mapping[str, list[str]]
    links: Mapping[str, str]
    is_summarised: bool
    pictures: Mapping[str, Any]
    caption_lang: str


def pack(value: Any) -> Packed:
    """A frozen value as plain values: others than those become lists whose first item names their type."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, Markup):
        return [_MARKUP, str(value)]
    if kind in _MANY:
        return [_MANY[kind], *map(pack, value)]
    if kind is dict:
        return [_DICT, *value, *map(pack, value.values())]
    if kind is datetime:
        return [_MOMENT, value.isoformat()]
    names = getattr(kind, "__match_args__", None)  # of frozen classes their fields, in order
    if names is None:
        raise TypeError(f"{kind.__name__} cannot be kept")
    assert kind.__name__ in _CLASSES, f"{kind.__name__} is not declared by `packed`"
    return [kind.__name__, *[pack(getattr(value, name)) for name in names]]


def packed(kind: type[Kind]) -> type[Kind]:
    """Declares a class beside those of the views."""
    _CLASSES[kind.__name__] = kind
    return kind


def unpack(value: Packed) -> Any:
    """The value that was packed."""
    if not isinstance(value, list):
        return value
    kind, *parts = value
    if kind == _MARKUP:
        return trusted_html(parts[0])
    if kind == _MOMENT:
        return datetime.fromisoformat(parts[0])
    if kind == _DICT:
        half = len(parts) // 2
        return dict(zip(parts[:half], map(unpack, parts[half:]), strict=True))
    if kind in _MANY.values():
        return (list if kind == _MANY[list] else tuple)(map(unpack, parts))
    return _CLASSES[kind](*map(unpack, parts))


class ArticleSummary(NamedTuple):
    """Plain values only; those up to `last_comment` are as templates read them, packed. `record`: the key of
    what else is kept. `dated`: of its comments, in order, when each sorts and was updated (`DatedComment`),
    and the digest of its entry, empty for one withdrawn; of those `withdrawn` number, anchor and when.
    `intake_line` and `commenters` are for the intake (`known_site`). Digests: `of_text` and `of_comments` of
    all that pages may show of the article and of its conversation, `of_source` of the record's SOURCE."""

    name: str
    record: bytes
    slug: str
    url: str
    title: str
    title_lang: str | None
    date: Packed
    modified: Packed
    datetime: str
    locale_date: str
    locale_date_in_year: str
    comments_feed: str
    comments: int
    last_comment: Packed
    updated: int
    dated: tuple[tuple[int, int, bytes], ...]
    withdrawn: tuple[tuple[int, str, Packed], ...]
    replies: int
    last_reply: str | None
    lastmod: str
    intake_line: str
    commenters: tuple[str, ...]
    of_text: bytes
    of_comments: bytes
    of_source: bytes

    @property
    def digests(self) -> tuple[bytes, bytes]:
        return self.of_text, self.of_comments


_NAMES = ArticleSummary._fields
IN_SUMMARY = frozenset(_NAMES[_NAMES.index("slug") : _NAMES.index("last_comment") + 1])
"""What templates read of an article, and its summary knows."""


def summed_up(
    name: str,
    view: ArticleView,
    entries: Entries,
    source: Callable[[], ArticleSource],
    previous: ArticleSummary | None,
) -> tuple[ArticleSummary, Record | None]:
    """The summary of an article and the record that goes with it; `previous` and no record, if nothing about
    the article changed."""
    about, text = canonical([*map(pack, _about(view))]), canonical([*map(pack, _text(view))])
    written = canonical(tuple(source()))  # two sources may say the same in other words
    of_text, of_comments = digest(digest(about) + digest(text)), conversation.digest_of(view.comments)
    digests = of_text, of_comments, digest(written)
    if previous is not None and (*previous.digests, previous.of_source) == digests:
        return previous, None
    comments, replies = entries.comment_entries(view), entries.replies_to_article(view)
    entry_digests = [text and digest(text) for text in comments.atom]
    as_read = {field: pack(getattr(view, field)) for field in IN_SUMMARY if field != "comments"}
    record = about, written, entries.article(ATOM, view), text, BETWEEN.join(comments.atom)
    summary = ArticleSummary(
        name=name,
        record=digest(b"".join(map(digest, record))),
        **as_read,
        comments=len(view.comments),
        updated=entries.article_stamp(view),
        dated=tuple(zip(comments.sorts, comments.stamps, entry_digests, strict=True)),
        withdrawn=tuple((c.number, c.anchor, pack(c.withdrawn)) for c in view.comments if c.withdrawn),
        replies=replies.count,
        last_reply=replies.updated.isoformat() if replies.updated else None,
        lastmod=sitemap.w3c_date(sitemap.of_article(view, entries.zone)),
        intake_line=known_site.article_line(view),
        commenters=tuple(known_site.commenter_names(view)),
        of_text=of_text,
        of_comments=of_comments,
        of_source=digest(written),
    )
    return summary, record
