"""Writes Atom 1.0 (RFC 4287), with threads (RFC 4685), history (RFC 5005) and tombstones (RFC 6721). Pure.

Pelican's feedgenerator is not used: it fails on control characters, gives an empty feed the present time, and
supports neither `xml:lang` on a title, nor an id of the feed, nor any of these extensions.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from plugins.common.feed_formats import ATOM
from plugins.common.text import clean_for_feed
from plugins.feeds.model import AtomEntry, Enclosure, FeedDocument, Item, Replies, Tombstone
from plugins.feeds.xml import escaped, html, prologue, undeclared, xml

_WORDS = 16  # cached texts of the site, which are in thousands of documents

_NAMESPACES = (
    'xmlns="http://www.w3.org/2005/Atom"'
    ' xmlns:thr="http://purl.org/syndication/thread/1.0"'
    ' xmlns:fh="http://purl.org/syndication/history/1.0"'
)
# Declared only if there are tombstones, because the W3C validator does not know it and warns.
_TOMBSTONES = ' xmlns:at="http://purl.org/atompub/tombstones/1.0"'


def write(document: FeedDocument) -> bytes:
    """The whole document in UTF-8."""
    head = "\n".join(_head(document)).encode()
    gone = [_gone(one).encode() for one in document.gone]
    return b"\n".join([head, *document.items.texts(ATOM), *gone, b"</feed>", b""])


def _head(document: FeedDocument) -> Iterator[str]:
    feed = document.feed
    yield prologue(document.style_address)
    yield _opening(feed.lang, bool(document.gone))
    yield f"<id>{feed.id}</id>"
    yield f"<title{constructed(feed.title)}</title>"
    if feed.subtitle:
        yield _subtitle(feed.subtitle)
    yield _link("self", ATOM.media_type, document.address)
    yield _link("alternate", "text/html", feed.page_address)
    for relation, address in document.links:
        yield _link(relation, ATOM.media_type, address)
    if document.complete:
        yield "<fh:complete/>"
    if document.archive:
        yield "<fh:archive/>"
    yield f"<updated>{_time(document.updated)}</updated>"
    yield _author(feed.author)


@lru_cache(_WORDS)
def _opening(lang: str, is_something_gone: bool) -> str:
    namespaces = _NAMESPACES + (_TOMBSTONES if is_something_gone else "")
    return f'<feed {namespaces} xml:lang="{xml(lang)}">'


@lru_cache(_WORDS)
def _subtitle(text: str) -> str:
    return f"<subtitle{constructed(text)}</subtitle>"


@lru_cache(_WORDS)
def _author(name: str) -> str:
    return f"<author><name>{undeclared(name)}</name></author>"


def entry(one: AtomEntry) -> bytes:
    """One entry. It is kept short, since a site may have hundreds of thousands, each in two documents: for
    example, a link without a relation is the alternate one (RFC 4287 §4.2.7.2)."""
    lang, title_lang = _lang(one.lang), _lang(one.title_lang)
    published = f"<published>{one.published}</published>\n" if one.published else ""
    author = f"<author><name>{one.author}</name></author>\n" if one.author else ""
    categories = "".join([f'<category term="{category}"/>\n' for category in one.categories])
    in_reply_to = f'<thr:in-reply-to ref="{one.in_reply_to}"/>\n' if one.in_reply_to else ""
    replies = _replies(one.replies) if one.replies else ""
    summary = f"<summary{one.summary}</summary>\n" if one.summary else ""
    content = f'<content type="html">{one.content}</content>\n' if one.content else ""
    return (
        f"<entry{lang}>\n<id>{one.id}</id>\n<title{title_lang}{one.title}</title>\n"
        f'<link href="{one.address}"/>\n{_enclosures(one.enclosures)}'
        f"{published}<updated>{one.updated}</updated>\n{author}{categories}{in_reply_to}{replies}"
        f"{summary}{content}</entry>"
    ).encode()


def of_item(item: Item) -> bytes:
    """The entry of an article or a month of the ledger."""
    made = AtomEntry(
        id=item.id,
        title=constructed(item.title),
        address=xml(item.address),
        author=undeclared(item.author),
        published=item.date.moment.isoformat() if item.date.moment else "",
        updated=item.updated.isoformat(),
        content=escaped(clean_for_feed(item.content_html)),
        summary=constructed(item.summary),
        lang=xml(item.lang),
        title_lang=xml(item.title_lang or ""),
        categories=[undeclared(category) for category in item.categories],
        replies=item.replies,
        enclosures=item.enclosures,
    )
    return entry(made)


def _enclosures(enclosures: Iterable[Enclosure]) -> str:
    """Links to files that belong to an entry (RFC 4287 §4.2.7.2)."""
    lengths = ((each, f' length="{each.length}"') for each in enclosures)
    return "".join(f"{_link('enclosure', each.media_type, each.address, more)}\n" for each, more in lengths)


def _lang(lang: str) -> str:
    return f' xml:lang="{lang}"' if lang else ""


def construct(text: str, once: str, twice: str) -> str:
    """The end of a text construct (RFC 4287 §3.1), after its other attributes. A text that feed readers might
    take for markup is declared as HTML. `once`, `twice`: the text escaped once and twice."""
    return f' type="html">{twice}' if "<" in text or "&" in text else f">{once}"


def constructed(text: str) -> str:
    """As `construct`, for a text that is not escaped yet."""
    text = clean_for_feed(text)
    return construct(text, escaped(text), html(text))


def content(entry: bytes) -> str:
    """The content of an entry, as escaped in XML."""
    _, _, after = entry.partition(b'<content type="html">')
    return after.partition(b"</content>")[0].decode()


def moved(entry: bytes, by: timedelta) -> bytes:
    """An entry with a later `updated`. Texts are escaped, so none can look like that element."""
    before, start, rest = entry.partition(b"<updated>")
    written, end, after = rest.partition(b"</updated>")
    later = datetime.fromisoformat(written.decode()) + by
    return b"".join((before, start, _time(later).encode(), end, after))


def _replies(replies: Replies) -> str:
    updated = f' thr:updated="{_time(replies.updated)}"' if replies.updated else ""
    counted = f' thr:count="{replies.count}"{updated}'
    return (
        f"{_link('replies', ATOM.media_type, replies.feed_address, counted)}\n"
        f"{_link('replies', 'text/html', replies.address)}\n"
        f"<thr:total>{replies.count}</thr:total>\n"
    )


def _gone(gone: Tombstone) -> str:
    return f'<at:deleted-entry ref="{xml(gone.id)}" when="{_time(gone.when)}"/>'


def _link(relation: str, kind: str, address: str, more: str = "") -> str:
    return f'<link rel="{relation}" type="{kind}" href="{xml(address)}"{more}/>'


def _time(moment: datetime) -> str:
    """A moment as in RFC 3339, with its own offset."""
    return moment.isoformat()
