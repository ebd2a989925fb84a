"""Gives each article its conversation: `article.thread`, a tuple of entries."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator

from plugins.comments import archive, threads
from plugins.comments.model import Filed
from plugins.common import errors
from plugins.common.errors import Problem, nearest

_ARTICLES = (
    "articles", "translations", "drafts", "drafts_translations", "hidden_articles", "hidden_translations",
)  # fmt: skip


def attach(generator: ArticlesGenerator) -> None:
    folder = Path(generator.path, "comments")
    shown_as = f"{Path(generator.path).name}/comments"
    found = archive.read(folder, shown_as)
    articles = list(_every(generator))
    errors.report(generator.context, found.problems)
    if None not in generator.context["generated_content"].values():  # else an unread article may be theirs
        errors.report(generator.context, _strays(found.comments, {a.slug for a in articles}, shown_as))
    for article in articles:
        article.thread = threads.arrange(found.comments.get(article.slug, ()))


def _every(generator: ArticlesGenerator) -> Iterator[Any]:
    return chain.from_iterable(getattr(generator, name) for name in _ARTICLES)


def _strays(comments: Mapping[str, tuple[Filed, ...]], slugs: set[str], shown_as: str) -> Iterator[Problem]:
    for slug in comments:
        if slug not in slugs:
            hint = f"Rename the folder after the article's slug. {nearest(slug, sorted(slugs))}"
            yield Problem(f"{shown_as}/{slug}", 0, "comments for an article that does not exist", hint)


def register() -> None:
    signals.article_generator_finalized.connect(attach)
