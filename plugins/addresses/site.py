"""Which addresses this site has: the targets that an old address may lead to. Pure.

Every address begins with the slash of the site's root and is percent-encoded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plugins.addresses import comment_feeds
from plugins.addresses.address import encoded
from plugins.common.feed_formats import CONVERSATION, SITE_FEEDS, TERM


@dataclass(frozen=True, slots=True)
class TermAddress:
    """A term, by the name its author gave it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class SiteAddresses:
    """`pages` holds every address that answers, the special ones among them. `terms`, and `overviews`, the
    lists of all of them: by their taxonomies."""

    lang: str
    archive: str
    years: Mapping[int, str]
    terms: Mapping[str, tuple[TermAddress, ...]]
    pages: frozenset[str] = field(repr=False)
    months: Mapping[tuple[int, int], str] = field(default_factory=dict)
    overviews: Mapping[str, str] = field(default_factory=dict)

    def find(self, target: str) -> str | None:
        """The address that a target means, its fragment kept; a folder's slash may be missing, and a feed of
        comments was RSS once. Or None."""
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
    """Put the parts together, with the feeds that each of them has."""
    articles = tuple(map(encoded, articles))
    of_terms = [term.address for each in terms.values() for term in each]
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
