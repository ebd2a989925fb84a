"""Atom 1.0 (RFC 4287) as text, with threads (RFC 4685), history (RFC 5005) and tombstones (RFC 6721). Pure.

feedgenerator is not used: it fails on control characters, gives an empty feed the present time, and knows
neither `xml:lang` on a title, nor a feed's own id, nor any of these extensions.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from plugins.feeds.model import Answered, Document, Gone, Item, Replies
from plugins.feeds.xml import html, prologue, undeclared, xml

TYPE = "application/atom+xml"
_NAMESPACES = (
    'xmlns="http://www.w3.org/2005/Atom"'
    ' xmlns:thr="http://purl.org/syndication/thread/1.0"'
    ' xmlns:fh="http://purl.org/syndication/history/1.0"'
)
# Declared only where something is gone: the W3C validator does not know it, and says so.
_TOMBSTONES = ' xmlns:at="http://purl.org/atompub/tombstones/1.0"'


def write(document: Document) -> bytes:
    """The whole document in UTF-8."""
    head = "\n".join(_head(document)).encode()
    gone = [_gone(one).encode() for one in document.gone]
    return b"\n".join([head, *document.items.texts("atom", entry, moved), *gone, b"</feed>", b""])


def _head(document: Document) -> Iterator[str]:
    feed = document.feed
    yield prologue(document.style_address)
    namespaces = _NAMESPACES + (_TOMBSTONES if document.gone else "")
    yield f'<feed {namespaces} xml:lang="{xml(feed.lang)}">'
    yield f"<id>{xml(feed.id)}</id>"
    yield _text("title", feed.title)
    if feed.subtitle:
        yield _text("subtitle", feed.subtitle)
    yield _link("self", TYPE, document.address)
    yield _link("alternate", "text/html", feed.page_address)
    for relation, address in document.links:
        yield _link(relation, TYPE, address)
    if document.complete:
        yield "<fh:complete/>"
    if document.archive:
        yield "<fh:archive/>"
    yield f"<updated>{_time(document.updated)}</updated>"
    yield f"<author><name>{undeclared(feed.author)}</name></author>"


def entry(item: Item) -> bytes:
    """One entry, as it stands in every document."""
    lines = "\n".join(
        [
            f'<entry xml:lang="{xml(item.lang)}">',
            f"<id>{xml(item.id)}</id>",
            _text("title", item.title, item.title_lang),
            _link("alternate", "text/html", item.address),
            *([f"<published>{_time(item.date.moment)}</published>"] if item.date.moment else []),
            f"<updated>{_time(item.updated)}</updated>",
            *([f"<author><name>{undeclared(item.author)}</name></author>"] if item.author else []),
            *(f'<category term="{undeclared(category)}"/>' for category in item.categories),
            *(_answered(item.answered) if item.answered else ()),
            *(_replies(item.replies) if item.replies else ()),
            _text("summary", item.summary),
            *([f'<content type="html">{xml(str(item.content_html))}</content>'] if item.content_html else []),
            "</entry>",
        ]
    )
    return lines.encode()


def moved(entry: bytes, by: timedelta) -> bytes:
    """The same entry, updated later. No text of an author's can look like the element: it is escaped."""
    before, start, rest = entry.partition(b"<updated>")
    written, end, after = rest.partition(b"</updated>")
    later = datetime.fromisoformat(written.decode()) + by
    return b"".join((before, start, _time(later).encode(), end, after))


def _answered(answered: Answered) -> Iterator[str]:
    yield f'<thr:in-reply-to ref="{xml(answered.id)}" type="text/html" href="{xml(answered.address)}"/>'


def _replies(replies: Replies) -> Iterator[str]:
    updated = f' thr:updated="{_time(replies.updated)}"' if replies.updated else ""
    counted = f' thr:count="{replies.count}"{updated}'
    yield _link("replies", TYPE, replies.atom_address, counted)
    yield _link("replies", "text/html", replies.address)
    yield f"<thr:total>{replies.count}</thr:total>"


def _gone(gone: Gone) -> str:
    return f'<at:deleted-entry ref="{xml(gone.id)}" when="{_time(gone.when)}"/>'


def _text(element: str, text: str, lang: str | None = None) -> str:
    """A text construct (RFC 4287 §3.1); where readers might see markup in it, declared as HTML, escaped."""
    attributes = f' xml:lang="{xml(lang)}"' if lang else ""
    if "<" in text or "&" in text:
        return f'<{element}{attributes} type="html">{html(text)}</{element}>'
    return f"<{element}{attributes}>{xml(text)}</{element}>"


def _link(relation: str, kind: str, address: str, more: str = "") -> str:
    return f'<link rel="{relation}" type="{kind}" href="{xml(address)}"{more}/>'


def _time(moment: datetime) -> str:
    """RFC 3339 with the offset in which it was written."""
    return moment.isoformat()
