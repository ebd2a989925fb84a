"""Which addresses this site has: the targets that an old address may lead to. Pure.

Every address begins with the slash of the site's root and is percent-encoded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plugins.addresses import comment_feeds
from plugins.addresses.address import encoded

ARTICLE_FEED = "comments.atom.xml"
TERM_FEEDS = ("atom.xml", "rss.xml", "feed.json")
SITE_FEEDS = (
    "/feed/atom.xml", "/feed/rss.xml", "/feed/feed.json", "/feed/comments/atom.xml",
    "/feed/moderation/atom.xml", "/feed/moderation/rss.xml",
)  # fmt: skip


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
        "/", archive, *years.values(), *SITE_FEEDS, *articles, *of_terms,
        *(f"{article}{ARTICLE_FEED}" for article in articles),
        *(f"{term}{name}" for term in of_terms for name in TERM_FEEDS),
        *map(encoded, others),
    ]  # fmt: skip
    return SiteAddresses(
        lang, archive, dict(years), terms, frozenset(pages), dict(months or {}), dict(overviews or {})
    )
