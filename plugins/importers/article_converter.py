"""Articles made files, on all processors where there are many: to prove that one reads as before takes
milliseconds, and old blogs have thousands."""

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
"""Below this, one processor is done before others have begun."""
_PROCESSES = 2
"""Each takes some 40 MB."""


def is_full(articles: Sequence[ImportedArticle]) -> bool:
    """Whether it is time to convert them: they are all in memory."""
    return len(articles) >= _AT_ONCE or sum(len(one.html) for one in articles) >= _BYTES_AT_ONCE


@dataclass(frozen=True, slots=True)
class ConvertedArticle:
    """The file of an article, and whether its Markdown is proved; or why there is none."""

    data: bytes
    proved: bool
    refused: str = ""


class ArticleConverter:
    """Starts other processes when they are first needed, and ends them with `close`."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def convert(self, articles: Sequence[ImportedArticle]) -> list[ConvertedArticle]:
        """Articles with their HTML as Markdown, in the order given."""
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
