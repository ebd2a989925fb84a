"""The addresses of a Dotclear 2 blog. Pure.

Dotclear answered a route, `post/2020/12/19/Un-billet`, in two ways, by the setting `url_scan`: as a path
(`/post/…`, `/index.php/post/…`) or, by default, as a query (`/index.php?post/…`, `/?post/…`). The routes are
those that its core, its pages and its tags register (inc/prepend.php:285-298, plugins/pages, plugins/tags);
the feeds' are in inc/public/lib.urlhandlers.php:558-666.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.addresses.address import Address
from plugins.addresses.site import SiteAddresses, TermAddress
from plugins.addresses.table import AddressRow
from plugins.common.feed_formats import ARTICLES, ATOM, COMMENTS, CONVERSATION, RSS, TERM

_FORMATS = {"atom": ATOM, "rss2": RSS}
_LISTS = re.compile("(?:category|tag)/.+", re.DOTALL)
_BREAKS = re.compile(r"[\s'’]+")
_DROPPED = re.compile('[?&#=+<>"%]')


@dataclass(frozen=True, slots=True)
class OldRoute:
    """A route and its possible targets, best first. `paged`: its further pages, `…/page/2`, are redirected
    there too; their number is not known, and their contents have moved."""

    route: str
    targets: tuple[str, ...]
    paged: bool = False


def both(route: str, root: str = "/") -> tuple[Address, Address]:
    """The two addresses of a route. Before a request is compared with them, `index.php` is removed from
    it."""
    return Address(f"{root}{route}"), Address(root, route)


def route(old: Address) -> str:
    """The route of an address in either form."""
    return old.path.removeprefix("/") if old.query is None else old.query


def root(old: Address) -> str:
    """The folder of the blog. Only an address with a query shows one other than `/`: `/journal/?post/…`."""
    return "/" if old.query is None else old.path


def is_list(row: AddressRow) -> bool:
    """Whether the row is for a category or a tag, whose lists had further pages."""
    return _LISTS.fullmatch(route(row.old)) is not None


def following(row: AddressRow) -> Iterator[OldRoute]:
    """The routes that follow from a row: the feeds of the article, the category or the tag."""
    if is_list(row):
        yield from _feeds_of_term(route(row.old), row.new)
    if row.id is not None:
        targets = (CONVERSATION.path(row.new), COMMENTS.path("/"))
        for name in _FORMATS:
            yield OldRoute(f"feed/{name}/comments/{row.id}", targets)


def of_site(site: SiteAddresses) -> Iterator[OldRoute]:
    """The routes that follow from the site itself: home, archives, feeds, and each category and tag by
    name."""
    yield OldRoute("", ("/",), paged=True)
    yield OldRoute("index.php", ("/",))
    yield OldRoute("posts", ("/",), paged=True)
    yield OldRoute(site.lang, ("/",), paged=True)
    yield OldRoute("tags", (site.overviews.get("tag") or site.archive,))
    yield OldRoute("archive", (site.archive,))
    for year, address in site.years.items():
        yield OldRoute(f"archive/{year:04}", (address,))
        for month in range(1, 13):
            of_month = site.months.get((year, month), address)
            yield OldRoute(f"archive/{year:04}/{month:02}", (of_month,))
    for prefix in ("feed", f"feed/{site.lang}"):
        for name, feed_format in _FORMATS.items():
            yield OldRoute(f"{prefix}/{name}", (ARTICLES.path("/", feed_format),))
            yield OldRoute(f"{prefix}/{name}/comments", (COMMENTS.path("/"),))
    for category in site.terms.get("category", ()):
        yield from _term("category", tidy(category.name), category)
    for tag in site.terms.get("tag", ()):
        yield from _term("tag", tag.name, tag)


def tidy(title: str) -> str:
    """The slug that Dotclear makes of a title, in which accents and case are kept (text::tidyURL)."""
    allowed = _DROPPED.sub("", title.replace("../", ""))
    return re.sub("-{2,}", "-", _BREAKS.sub("-", allowed)).strip("-")


def _term(kind: str, old: str, term: TermAddress) -> Iterator[OldRoute]:
    yield OldRoute(f"{kind}/{old}", (term.address,), paged=True)
    yield from _feeds_of_term(f"{kind}/{old}", term.address)


def _feeds_of_term(old: str, new: str) -> Iterator[OldRoute]:
    """The feeds of a category or a tag. Dotclear also had comment feeds for each; here there is one for the
    site."""
    comments = (COMMENTS.path("/"),)
    for name, feed_format in _FORMATS.items():
        entries = (TERM.path(new, feed_format), ARTICLES.path("/", feed_format))
        yield OldRoute(f"feed/{old}/{name}", entries)
        yield OldRoute(f"feed/{old}/{name}/comments", comments)
        yield OldRoute(f"{old}/feed/{name}", entries)  # before Dotclear 2.2
        yield OldRoute(f"{old}/feed/{name}/comments", comments)
