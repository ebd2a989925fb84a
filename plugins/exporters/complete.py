"""Exports the site in this project's own format: everything in `content/` except images. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.exporters.export import Export
from plugins.exporters.site import ExportedSite
from plugins.importers.complete import format


def export(site: ExportedSite) -> Export:
    """Everything, without loss; withdrawn comments as in their files."""
    text = "".join(f"{line}\n" for line in format.dump(_records(site)))
    counts = {
        "articles": sum(not piece.page for piece in site.pieces),
        "pages": sum(piece.page for piece in site.pieces),
        "comments": sum(len(piece.comments) for piece in site.pieces),
        "addresses": len(site.rows),
    }
    return Export(text.encode(), counts)


def _records(site: ExportedSite) -> Iterator[Mapping[str, Any]]:
    for piece in site.pieces:
        kind = "page" if piece.page else "article"
        yield format.of_file(kind, piece.article.path, piece.article.slug, piece.data)
        yield from (format.of_comment(piece.article.slug, comment) for comment in piece.comments)
    yield from map(format.of_row, site.rows)
