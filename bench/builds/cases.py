"""What happens to a site before a build is measured. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bench.builds.corpus import Article, Comment
from bench.builds.formats import Files
from bench.builds.generators import Generator
from bench.builds.results import ARTICLE, COMMENT


def changed(article: Article, case: str, words: str) -> Article:
    """The article with `words` in one more comment, or at its end; in other cases as it was."""
    if case == COMMENT:
        last = article.comments[-1].date if article.comments else article.stub.date
        said = Comment("Zoé B.", last + timedelta(hours=1), words)
        return replace(article, comments=(*article.comments, said))
    if case == ARTICLE:
        return replace(article, text=f"{article.text}\n\n{words}")
    return article


def difference(generator: Generator, before: Article, after: Article) -> Files:
    """The files of a site that must be written to make one article of the other."""
    old: Mapping[str, str] = generator.format(before)
    return {name: text for name, text in generator.format(after).items() if old.get(name) != text}
