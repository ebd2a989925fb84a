"""Converts articles to files, in several processes if there are many: proving that a page shows the same as
before takes milliseconds, and old blogs have thousands of articles."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from plugins.importers import article_file
from plugins.importers.prose import TooDeep
from plugins.importers.record import ImportedArticle

_AT_ONCE = 200
_BYTES_AT_ONCE = 8 * 1024**2
_FEW = 40
"""With fewer articles, starting other processes takes longer than converting."""
_PROCESSES = 2
"""Each takes about 40 MB."""


def is_full(articles: Sequence[ImportedArticle]) -> bool:
    """Whether it is time to convert them, because they are all in memory."""
    return len(articles) >= _AT_ONCE or sum(len(article.html) for article in articles) >= _BYTES_AT_ONCE


@dataclass(frozen=True, slots=True)
class ConvertedArticle:
    """The file of an article. `proved`: its Markdown was proved to show the same. `refused`: why there is no
    file."""

    data: bytes
    proved: bool
    refused: str = ""


class ArticleConverter:
    """Converts articles. Starts other processes when they are first needed; `close` ends them."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def convert(self, articles: Sequence[ImportedArticle]) -> list[ConvertedArticle]:
        """The files of articles, in the given order."""
        if len(articles) < _FEW:
            return [_converted(article) for article in articles]
        if self._pool is None:
            self._pool = ProcessPoolExecutor(_PROCESSES, multiprocessing.get_context("forkserver"))
        return list(self._pool.map(_converted, articles, chunksize=10))

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown()


def _converted(article: ImportedArticle) -> ConvertedArticle:
    try:
        return ConvertedArticle(*article_file.text(article))
    except TooDeep as deep:
        return ConvertedArticle(b"", False, str(deep))
