"""Gives each article its conversation: `article.thread()`, a tuple of entries.

`plugins.fastbuild` makes the views of the published articles in several processes: each reads the comments of
its own, and nobody holds all of them. What is wrong with them is raised there, and stops the build too.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator

from plugins.comments import archive
from plugins.comments.threads import ThreadEntry
from plugins.common import drafts, errors
from plugins.common.errors import Problem, SiteError

_ARTICLES = (
    "articles", "translations", "drafts", "drafts_translations", "hidden_articles", "hidden_translations",
)  # fmt: skip

Read = Callable[[], tuple[ThreadEntry, ...]]


def attach(generator: ArticlesGenerator) -> None:
    context, articles = generator.context, list(_every(generator))
    folder, shown_as = Path(generator.path, "comments"), f"{Path(generator.path).name}/comments"
    slugs, problems = archive.slugs(folder, shown_as)
    later = {article.slug for article in generator.articles} if "page_specs" in context else set()
    reads: dict[str, Read] = {slug: partial(archive.thread, folder, shown_as, slug) for slug in slugs}
    reads |= {slug: cache(read) for slug, read in reads.items() if slug not in later}
    for article in articles:
        article.thread = reads.get(article.slug, tuple)
    if None not in context["generated_content"].values():  # else an unread article may be theirs
        known = {article.slug for article in articles} | drafts.withheld(context)
        problems += archive.strays(slugs, known, shown_as)
    problems += _wrong(read for slug, read in reads.items() if slug not in later)
    errors.report(context, problems)
    errors.report_late(context, partial(_wrong, [read for slug, read in reads.items() if slug in later]))


def _every(generator: ArticlesGenerator) -> Iterator[Any]:
    return chain.from_iterable(getattr(generator, name) for name in _ARTICLES)


def _wrong(reads: Iterable[Read]) -> Iterator[Problem]:
    for read in reads:
        try:
            read()
        except SiteError as error:
            yield from error.problems


def register() -> None:
    signals.article_generator_finalized.connect(attach)
