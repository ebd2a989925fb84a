"""The readers of the old systems, by name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.addresses.table import AddressRow
from plugins.articles.patterns import OURS, Patterns
from plugins.importers import elements, export_file, lines, origins, terms, words, xml_reader
from plugins.importers.article_index import ArticleIndex, article_index
from plugins.importers.blogger import reader as blogger
from plugins.importers.commento import reader as commento
from plugins.importers.complete import reader as complete
from plugins.importers.dates import Clock
from plugins.importers.disqus import reader as disqus
from plugins.importers.dotclear import flat
from plugins.importers.dotclear import reader as dotclear
from plugins.importers.existing import ExistingArticle
from plugins.importers.isso import reader as isso
from plugins.importers.movable_type import export as movable_type_export
from plugins.importers.movable_type import reader as movable_type
from plugins.importers.origins import Prefix
from plugins.importers.over_blog import reader as over_blog
from plugins.importers.record import Record
from plugins.importers.remark42 import reader as remark42
from plugins.importers.terms import Slugs
from plugins.importers.wordpress import reader as wordpress
from plugins.importers.words import FRENCH, ImportWords


@dataclass(frozen=True, slots=True)
class ImportInput:
    """The input of an import: the export, and the present site. `statuses`: of public comments, for systems
    whose export does not show it. `own_pages`: addresses that the site's owner chose.
    `words`: what stands where the old system had nothing."""

    file: Path
    articles: tuple[ExistingArticle, ...]
    pages: tuple[ExistingArticle, ...]
    clock: Clock
    progress: Callable[[int], None] = lambda _: None
    blog: str = ""
    addresses: tuple[AddressRow, ...] = ()
    patterns: Patterns = OURS
    prefix: Prefix = origins.only
    statuses: frozenset[str] = frozenset()
    own_pages: frozenset[str] = frozenset()
    words: ImportWords = FRENCH

    @property
    def taken(self) -> frozenset[str]:
        """The addresses of existing pages, as far as the sources show them."""
        own = {
            "/",
            self.patterns.of_archives(),
            *self.own_pages,
            *(self.patterns.of_page(page.slug) for page in self.pages),
        }
        return frozenset(own | {article.address for article in self.articles if not article.draft})

    @property
    def articles_by_address(self) -> ArticleIndex:
        return article_index(self.articles, self.addresses)

    @property
    def slugs(self) -> Slugs:
        chosen = {address.split("/")[1] for address in self.own_pages}
        taken = dict.fromkeys(terms.RESERVED | chosen, "the site itself")
        present = {source.slug: source.id for source in (*self.pages, *self.articles)}
        return Slugs(taken | present, self.patterns, self.words.slug)


def _dotclear(given: ImportInput) -> Iterator[Record]:
    return dotclear.read(
        _lines(given, flat.MAXIMUM_ROW), given.file.name, given.slugs, given.clock, given.blog, given.prefix
    )


def _chunks(given: ImportInput) -> elements.Chunks:
    def from_the_start() -> Iterable[bytes]:
        with export_file.stream(given.file, given.progress) as stream:
            while chunk := stream.read(xml_reader.CHUNK):
                yield chunk

    return from_the_start


def _wordpress(given: ImportInput) -> Iterator[Record]:
    return wordpress.read(_chunks(given), given.file.name, given.slugs, given.clock, given.prefix)


def _disqus(given: ImportInput) -> Iterator[Record]:
    return disqus.read(_chunks(given), given.file.name, given.articles_by_address, given.clock)


def _isso(given: ImportInput) -> Iterator[Record]:
    return isso.read(given.file, given.articles_by_address, given.clock)


def _lines(given: ImportInput, maximum: int) -> Callable[[], Iterable[bytes]]:
    def from_the_start() -> Iterable[bytes]:
        with export_file.stream(given.file, given.progress) as stream:
            yield from lines.lines(stream, maximum)

    return from_the_start


def _blogger(given: ImportInput) -> Iterator[Record]:
    return blogger.read(_chunks(given), given.file.name, given.slugs, given.clock, given.prefix)


def _movable_type(given: ImportInput) -> Iterator[Record]:
    found = _lines(given, movable_type_export.MAXIMUM_LINE)
    return movable_type.read(found, given.file.name, given.slugs, given.clock, given.prefix)


def _over_blog(given: ImportInput) -> Iterator[Record]:
    return over_blog.read(
        _chunks(given), given.file.name, given.slugs, given.clock, given.statuses, given.prefix
    )


def _commento(given: ImportInput) -> Iterator[Record]:
    return commento.read(_chunks(given), given.file.name, given.articles_by_address, given.clock)


def _remark42(given: ImportInput) -> Iterator[Record]:
    found = _lines(given, remark42.MAXIMUM_LINE)
    return remark42.read(found, given.file.name, given.articles_by_address, given.clock)


def _json(given: ImportInput) -> Iterator[Record]:
    return complete.read(_lines(given, complete.MAXIMUM_LINE), given.file.name, given.articles)


_READERS: dict[str, Callable[[ImportInput], Iterator[Record]]] = {
    "dotclear": _dotclear, "wordpress": _wordpress, "disqus": _disqus, "isso": _isso,
    "blogger": _blogger, "movabletype": _movable_type, "overblog": _over_blog,
    "commento": _commento, "remark42": _remark42, "json": _json,
}  # fmt: skip
NAMES = tuple(_READERS)


def read(system: str, given: ImportInput) -> Iterator[Record]:
    """All records of an export. Raises ImportRefused if it cannot be read at all."""
    return (words.complete(record, given.words) for record in _READERS[system](given))
