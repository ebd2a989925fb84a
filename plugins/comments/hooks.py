"""Pelican hook that gives each article its comments: `article.thread()` returns a tuple of entries.

`plugins.fastbuild` makes the views of published articles in several processes. Each process reads only the
comments of its own articles, so no process holds all of them; a problem raised there stops the build too.
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
    """Set `thread` on every article, and report every problem found in the folder of comments."""
    context, articles = generator.context, list(_all_articles(generator))
    folder, shown_as = Path(generator.path, "comments"), f"{Path(generator.path).name}/comments"
    slugs, problems = archive.slugs(folder, shown_as)
    later = {article.slug for article in generator.articles} if "page_specs" in context else set()
    reads: dict[str, Read] = {slug: partial(archive.thread, folder, shown_as, slug) for slug in slugs}
    reads |= {slug: cache(read) for slug, read in reads.items() if slug not in later}
    for article in articles:
        article.thread = reads.get(article.slug, tuple)
    if None not in context["generated_content"].values():  # otherwise they may be an unread article's
        known = {article.slug for article in articles} | drafts.withheld(context)
        problems += archive.strays(slugs, known, shown_as)
    problems += _problems(read for slug, read in reads.items() if slug not in later)
    errors.report(context, problems)
    errors.report_late(context, partial(_problems, [read for slug, read in reads.items() if slug in later]))


def _all_articles(generator: ArticlesGenerator) -> Iterator[Any]:
    return chain.from_iterable(getattr(generator, name) for name in _ARTICLES)


def _problems(reads: Iterable[Read]) -> Iterator[Problem]:
    for read in reads:
        try:
            read()
        except SiteError as error:
            yield from error.problems


def register() -> None:
    signals.article_generator_finalized.connect(attach)
