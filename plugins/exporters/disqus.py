"""The site's comments as a Disqus export. Pure."""

from collections.abc import Iterator

from plugins.exporters.export import Conversation, Export, ExportedComment, talked
from plugins.exporters.losses import Capabilities
from plugins.exporters.markup import element
from plugins.exporters.numbers import numbers
from plugins.exporters.site import ExportedContent, ExportedSite
from plugins.importers import embedded
from plugins.importers.disqus import fields

_CAPABILITIES = Capabilities(withdrawn=True)
_HEAD = f"""<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals"
\txmlns:conversation="{fields.SPACE}">
"""


def export(site: ExportedSite) -> Export:
    """A thread for each article that has comments, then the comments."""
    pieces, left = talked(site)
    conversation = Conversation(site, _CAPABILITIES)
    threads = numbers((piece.known.slug, "") for piece in pieces)
    parts = [_HEAD, *(_thread(piece, threads[piece.known.slug], site) for piece in pieces)]
    for piece in pieces:
        parts += (_post(exported, threads[piece.known.slug]) for exported in conversation.of(piece))
    counts = {"threads": len(pieces), "comments": sum(len(piece.comments) for piece in pieces)}
    return Export("".join([*parts, "</disqus>\n"]).encode(), counts, tuple(conversation.losses), tuple(left))


def _thread(piece: ExportedContent, number: int, site: ExportedSite) -> str:
    fields = element("id", piece.known.id) + element("link", site.url + piece.address)
    closed = str(piece.head.get("comments") == "closed").lower()
    return (
        f'<thread dsq:id="{number}">\n{fields}{element("title", piece.known.title)}'
        f"<isClosed>{closed}</isClosed>\n<isDeleted>false</isDeleted>\n</thread>\n"
    )


def _post(exported: ExportedComment, thread: int) -> str:
    return f'<post dsq:id="{exported.number}">\n{"".join(_fields(exported, thread))}</post>\n'


def _fields(exported: ExportedComment, thread: int) -> Iterator[str]:
    comment = exported.public
    yield element("message", fields.message(comment))
    yield element("createdAt", fields.created(comment))
    yield f"<isDeleted>{str(comment.withdrawn is not None).lower()}</isDeleted>\n<isSpam>false</isSpam>\n"
    yield f"<author>{element('name', fields.author(comment))}<isAnonymous>true</isAnonymous></author>\n"
    yield f'<thread dsq:id="{thread}" />\n'
    if exported.parent:
        yield f'<parent dsq:id="{exported.parent}" />\n'
    yield element(fields.EXACT, embedded.dump(comment))
