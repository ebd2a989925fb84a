"""`sitemap.xml` (sitemaps.org, protocol 0.9): every page a reader may want, with the date of its last change.

A date is as precise as it is known: W3C dates may be a year, a month, a day or a moment. Lists have no date:
their last change may be an article that was removed, which is recorded nowhere. Pure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from html import escape
from operator import itemgetter

from plugins.common.when import When
from plugins.views.model import ArticleView

MOST = 50_000  # addresses in one file (protocol 0.9); more go into several, with an index
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page: its absolute address, and the date of its last change as `w3c_date` writes it."""

    address: str
    changed: str = ""


def w3c_date(date: When | None) -> str:
    """A W3C date; empty if none is known."""
    return date.isoformat() if date else ""


def latest(dates: Iterable[When | None], zone: tzinfo) -> When | None:
    """The latest of several dates; the more precise of two that begin at the same moment."""
    known = [(date.earliest(zone), date) for date in dates if date is not None]
    if not known:
        return None
    last = max(known, key=itemgetter(0))[0]
    return max((date for begun, date in known if begun == last), key=lambda date: len(date.isoformat()))


def of_article(article: ArticleView, zone: tzinfo) -> When | None:
    """The date of the last change of an article's page: of its text, or of a comment."""
    of_comments = (date for each in article.comments for date in (each.date, each.edited, each.withdrawn))
    return latest((article.date, article.modified, *of_comments), zone)


def files(site_address: str, entries: Iterable[SitemapEntry], most: int = MOST) -> Iterator[tuple[str, str]]:
    """The names and texts of the files: `sitemap.xml`, and its parts if one file cannot hold all entries,
    which are sorted by address."""
    rows = [_row("url", entry) for entry in sorted(entries, key=lambda entry: entry.address)]
    parts = [rows[start : start + most] for start in range(0, len(rows), most)]
    if len(parts) < 2:
        yield "sitemap.xml", _document("urlset", rows)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield (
        "sitemap.xml",
        _document("sitemapindex", [_row("sitemap", SitemapEntry(site_address + n)) for n in names]),
    )
    for name, part in zip(names, parts, strict=True):
        yield name, _document("urlset", part)


def _row(element: str, entry: SitemapEntry) -> str:
    changed = f"<lastmod>{entry.changed}</lastmod>" if entry.changed else ""
    return f"<{element}><loc>{escape(entry.address, quote=False)}</loc>{changed}</{element}>\n"


def _document(element: str, rows: list[str]) -> str:
    return f'{_HEAD}<{element} xmlns="{_SCHEMA}">\n{"".join(rows)}</{element}>\n'
