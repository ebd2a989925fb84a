"""Which article of this site an address or an identifier of another system means. Pure.

Comment services know a page by the address that a reader's browser happened to have: with or without `www.`,
the last slash, `index.html`, what campaigns hang behind it. Host and scheme are not compared: the same
comments came from a test host, and the site may have moved.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from plugins.addresses import dotclear
from plugins.addresses.address import Address, parse
from plugins.addresses.table import AddressRow
from plugins.articles.draft import slugify
from plugins.importers.existing import ExistingArticle

_TRACKING = re.compile(
    r"(?:utm_\w*|fbclid|gclid|dclid|msclkid|mc_[ce]id|ref|source|share|replytocom|amp|_ga)(?:=|\Z)"
)
_INDEX = re.compile(r"/index\.(?:html?|php)\Z")
_ENDING = re.compile(r"\.(?:html?|php|md)\Z")


@dataclass(frozen=True, slots=True)
class ArticleIndex:
    """`by_address`: where this site shows or showed an article; `by_name`: slugs and ids."""

    by_address: Mapping[str, ExistingArticle]
    by_name: Mapping[str, ExistingArticle]

    def find(self, address: str, identifier: str = "") -> ExistingArticle | None:
        """By its address, else by what the service was told to know it by, else by the last part of
        either."""
        identifier = identifier.strip()
        for each in (address, *_addresses(identifier)):
            if found := self._at(key(each)):
                return found
        if found := self.by_name.get(identifier):
            return found
        lasts = [_last(each) for each in (address, *_addresses(identifier))]
        names = (name for last in lasts for name in (last, slugify(last)))
        return next((self.by_name[name] for name in names if name in self.by_name), None)

    def _at(self, place: str) -> ExistingArticle | None:
        return self.by_address.get(place) or self.by_address.get(_ENDING.sub("", place))


def article_index(articles: Iterable[ExistingArticle], rows: Iterable[AddressRow]) -> ArticleIndex:
    """The articles where they are now, and where the table of old addresses says that they were."""
    every = tuple(articles)
    here = {key(article.address): article for article in every}
    there = {
        key(old.spelt): here[new]
        for row in rows
        if (new := key(row.new.partition("#")[0])) in here
        for old in _olds(row)
    }
    names = {article.id: article for article in every} | {article.slug: article for article in every}
    return ArticleIndex({**there, **here}, names)


def key(address: str) -> str:
    """An address without all that does not matter."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    query = "&".join(one for one in parts.query.split("&") if one and not _TRACKING.match(one))
    found = parse(f"{parts.path}?{query}" if query else parts.path)
    path = _INDEX.sub("", found.path).rstrip("/")
    return path if found.query is None else f"{path}?{found.query}"


def _olds(row: AddressRow) -> tuple[Address, ...]:
    return dotclear.both(dotclear.route(row.old)) if row.system == "dotclear" else (row.old,)


def _addresses(identifier: str) -> Iterator[str]:
    """WordPress's plugin wrote `12 http://blog.example/?p=12`."""
    last = identifier.rsplit(" ", 1)[-1]
    if last.startswith(("/", "http://", "https://")):
        yield last


def _last(address: str) -> str:
    """The last part of a path, without what says its type."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return ""
    last = _INDEX.sub("", unquote(path)).rstrip("/").rsplit("/", 1)[-1]
    return normalize("NFC", _ENDING.sub("", last)).lower()
