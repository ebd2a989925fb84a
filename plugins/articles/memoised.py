"""Memoised methods of Pelican's articles: what it asks each of them several times. Knows nothing of
Pelican."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby
from operator import attrgetter
from typing import Any

from plugins.articles import links
from plugins.common import drafts

_ADDRESSES = ("url", "save_as")
_NAMED_BY = ("slug", "date", "status", "lang", "category", "author")
_PERIODS = {
    "YEAR": attrgetter("date.year"),
    "MONTH": attrgetter("date.year", "date.month"),
    "DAY": attrgetter("date.year", "date.month", "date.day"),
}


class Members(list[Any]):
    """The articles of a term. Pelican asks of every article there is whether it is one of them
    (`ArticlesGenerator.generate_tags`), and its lists look through themselves for the answer."""

    @cached_property
    def _known(self) -> frozenset[int]:
        return frozenset(map(id, self))

    def __contains__(self, article: object) -> bool:
        return id(article) in self._known


def period_archives(
    ask: Callable[..., Mapping[str, list[Any]]],
    dates: Sequence[Any],
    articles: Sequence[Any],
    settings: Mapping[str, Any],
) -> dict[str, list[Any]]:
    """Pelican's archives of years, months and days, period by period: of every article that it is given it
    asks whether it is one of each period's. `ask`: Pelican's own method; `dates`: the same articles by their
    dates."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for name, period_of in _PERIODS.items():
        of_period: defaultdict[Any, list[Any]] = defaultdict(list)
        for article in articles:
            of_period[period_of(article)].append(article)
        others = {f"{other}_ARCHIVE_SAVE_AS": "" for other in _PERIODS if other != name}
        for period, dated in groupby(dates, period_of):
            for kind, archives in ask([*dated], of_period[period], {**settings, **others}).items():
                found[kind] += archives
    return found


def memoise(content: Any) -> None:
    """Put memoised methods before Pelican's own, which are called where these might say something else.

    The path of a source takes six calls of `os.path`, and four ask for it; links between sources are looked
    for in every tag, and twice.
    """
    content.get_relative_source_path = partial(_path, content, content.get_relative_source_path)
    if drafts.are_withheld(content.settings):
        content.get_static_links = partial(_published_links, content, content.get_static_links)
    if content.settings["INTRASITE_LINK_REGEX"] == links.WRITTEN:
        content.get_content = partial(_content, content, content.get_content)
        content.get_static_links = partial(_static_links, content, content.get_static_links)


def memoise_addresses(article: Any) -> None:
    """Both of its addresses are formatted when one is first asked for, and no more: Pelican formats one at
    each question."""
    article.get_url_setting = partial(_address, article, article.get_url_setting)


def renew_addresses(article: Any) -> None:
    """Articles are as they will be: where a plugin gave one another name since, its addresses are new. Those
    that the author, or a plugin, wrote stay."""
    named_by, fixed = getattr(article, "fixed", (None, {}))
    if named_by != _named_by(article):
        for name, address in fixed.items():
            if article.__dict__.get(name) == address:
                delattr(article, name)
        _fix(article)


def _address(article: Any, ask: Callable[[str], str], key: str) -> str:
    if key not in _ADDRESSES:
        return ask(key)
    _fix(article)
    return str(article.get_url_setting(key))


def _fix(article: Any) -> None:
    own = article.__dict__
    own.pop("get_url_setting", None)  # from now on Pelican's own finds what is fixed here
    fixed = {
        f"override_{key}": article.get_url_setting(key) for key in _ADDRESSES if f"override_{key}" not in own
    }
    own.update(fixed)
    article.fixed = _named_by(article), fixed


def _named_by(article: Any) -> tuple[Any, ...]:
    return tuple([getattr(article, name, None) for name in _NAMED_BY])


def _path(
    content: Any, ask: Callable[[str | None], str | None], source_path: str | None = None
) -> str | None:
    return ask(source_path) if source_path else content.relative_source_path


def _content(content: Any, ask: Callable[[str], str], siteurl: str) -> str:
    html: str = content._content
    return ask(siteurl) if html and links.may_link(html) else html


def _published_links(content: Any, ask: Callable[[], set[str]]) -> set[str]:
    """The links to files, none of a draft: a file that only a draft links to is withheld with it."""
    return set() if drafts.is_draft(content) else ask()


def _static_links(content: Any, ask: Callable[[], set[str]]) -> set[str]:
    return ask() if links.may_link(content._content) else set()
