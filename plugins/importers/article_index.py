"""Finds the article of this site that an address or an identifier of another system stands for. Pure.

Comment services know a page by the address in a reader's browser: with or without `www.`, a trailing slash,
`index.html`, or tracking parameters. Host and scheme are not compared, because the site may have moved.
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
    """`by_address`: articles by present and former addresses. `by_name`: by slugs and ids."""

    by_address: Mapping[str, ExistingArticle]
    by_name: Mapping[str, ExistingArticle]

    def find(self, address: str, identifier: str = "") -> ExistingArticle | None:
        """The article with this address, or with the identifier that the service was given, or else with the
        last part of either as its name."""
        identifier = identifier.strip()
        addresses = (address, *_addresses(identifier))
        for candidate in addresses:
            if article := self._at(key(candidate)):
                return article
        if article := self.by_name.get(identifier):
            return article
        lasts = map(_last, addresses)
        names = (name for last in lasts for name in (last, slugify(last)))
        return next((self.by_name[name] for name in names if name in self.by_name), None)

    def _at(self, path: str) -> ExistingArticle | None:
        return self.by_address.get(path) or self.by_address.get(_ENDING.sub("", path))


def article_index(articles: Iterable[ExistingArticle], rows: Iterable[AddressRow]) -> ArticleIndex:
    """The index of articles by their present addresses, and by the old ones in the table of addresses."""
    all_articles = tuple(articles)
    present = {key(article.address): article for article in all_articles}
    former = {
        key(old.spelt): present[new]
        for row in rows
        if (new := key(row.new.partition("#")[0])) in present
        for old in _olds(row)
    }
    by_id = {article.id: article for article in all_articles}
    return ArticleIndex({**former, **present}, by_id | {article.slug: article for article in all_articles})


def key(address: str) -> str:
    """The significant part of an address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    parameters = parts.query.split("&")
    query = "&".join(text for text in parameters if text and not _TRACKING.match(text))
    parsed = parse(f"{parts.path}?{query}" if query else parts.path)
    path = _INDEX.sub("", parsed.path).rstrip("/")
    return path if parsed.query is None else f"{path}?{parsed.query}"


def _olds(row: AddressRow) -> tuple[Address, ...]:
    return dotclear.both(dotclear.route(row.old)) if row.system == "dotclear" else (row.old,)


def _addresses(identifier: str) -> Iterator[str]:
    """The address in an identifier: Disqus' WordPress plugin wrote `12 http://blog.example/?p=12`."""
    last = identifier.rsplit(" ", 1)[-1]
    if last.startswith(("/", "http://", "https://")):
        yield last


def _last(address: str) -> str:
    """The last part of an address's path, without a file extension."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return ""
    last = _INDEX.sub("", unquote(path)).rstrip("/").rsplit("/", 1)[-1]
    return normalize("NFC", _ENDING.sub("", last)).lower()
