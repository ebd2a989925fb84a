"""The addresses of this site, to which old addresses can be redirected. Pure.

Every address begins with the slash of the site's root and is percent-encoded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plugins.addresses import comment_feeds
from plugins.addresses.address import encoded
from plugins.common.feed_formats import CONVERSATION, SITE_FEEDS, TERM


@dataclass(frozen=True, slots=True)
class TermAddress:
    """The name of a term and its address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class SiteAddresses:
    """`pages`: all addresses, including the others. `terms`: by taxonomy. `overviews`: the lists of all
    terms, by taxonomy."""

    lang: str
    archive: str
    years: Mapping[int, str]
    terms: Mapping[str, tuple[TermAddress, ...]]
    pages: frozenset[str] = field(repr=False)
    months: Mapping[tuple[int, int], str] = field(default_factory=dict)
    overviews: Mapping[str, str] = field(default_factory=dict)

    def find(self, target: str) -> str | None:
        """The existing address for a target, with its fragment, or None. The trailing slash of a folder may
        be missing, and a comment feed may be a former RSS feed."""
        path, mark, fragment = target.partition("#")
        path = comment_feeds.now(path)
        for candidate in (path, f"{path}/"):
            if candidate in self.pages:
                return f"{candidate}{mark}{fragment}"
        return None


def site(
    lang: str,
    archive: str,
    years: Mapping[int, str],
    terms: Mapping[str, tuple[TermAddress, ...]],
    articles: Iterable[str],
    others: Iterable[str],
    months: Mapping[tuple[int, int], str] | None = None,
    overviews: Mapping[str, str] | None = None,
) -> SiteAddresses:
    """All addresses, including those of feeds. `others`: pages and files."""
    articles = tuple(map(encoded, articles))
    of_terms = [term.address for of_taxonomy in terms.values() for term in of_taxonomy]
    pages = [
        "/", archive, *years.values(), *articles, *of_terms,
        *(path for feed in SITE_FEEDS for _, path in feed.paths("/")),
        *(path for article in articles for _, path in CONVERSATION.paths(article)),
        *(path for term in of_terms for _, path in TERM.paths(term)),
        *map(encoded, others),
    ]  # fmt: skip
    return SiteAddresses(
        lang, archive, dict(years), terms, frozenset(pages), dict(months or {}), dict(overviews or {})
    )
