"""What happens to a site before a build is measured. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bench.builds.corpus import YEARS, Article, Comment
from bench.builds.formats import Files
from bench.builds.generators import Generator
from bench.builds.results import ARTICLE, COMMENT

AFTER_ALL = datetime(YEARS.stop, 3, 1, tzinfo=UTC)
"""What is approved today is newer than all that was said before, under whatever article."""


def changed(article: Article, case: str, words: str) -> Article:
    """The article with `words` in one more comment, or at its end; in other cases as it was."""
    if case == COMMENT:
        when = AFTER_ALL + timedelta(minutes=len(article.comments))
        return replace(article, comments=(*article.comments, Comment("Zoé B.", when, words)))
    if case == ARTICLE:
        return replace(article, text=f"{article.text}\n\n{words}")
    return article


def difference(generator: Generator, before: Article, after: Article) -> Files:
    """The files of a site that must be written to make one article of the other."""
    old: Mapping[str, str] = generator.format(before)
    return {name: text for name, text in generator.format(after).items() if old.get(name) != text}
