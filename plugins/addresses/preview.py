"""Writes redirects and headers as JSON for the preview server, which responds like the other hosts. Pure."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plugins.addresses import address, comment_feeds
from plugins.addresses.address import Address
from plugins.addresses.plan import Redirect
from plugins.addresses.served import Served

FILE = "preview/site.json"
_FURTHER = re.compile(r"(?P<list>.*?)(?:/|(?<=\?))page/[0-9]+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class HostRules:
    """`redirects`: new addresses by old ones. `page_redirects`: those of further pages of old lists, by the
    list's address."""

    headers: tuple[tuple[str, str], ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    page_redirects: Mapping[str, str] = field(default_factory=dict)

    def moved(self, target: str) -> str | None:
        """The new address for a requested one; None if there is no redirect."""
        path, mark, query = target.partition("?")
        candidates = [address.parse(path)]
        if mark:  # the first parameter of a query counts, and has priority over the path alone
            candidates.insert(0, address.parse(f"{path}?{query.partition('&')[0]}"))
        for key in map(_key, candidates):
            if (new := self._redirect(key)) is not None:
                return new
        feed = comment_feeds.now(path)
        return feed if feed != path else None

    def _redirect(self, key: str) -> str | None:
        if key in self.redirects:
            return self.redirects[key]
        further = _FURTHER.fullmatch(key)
        return self.page_redirects.get(further["list"].rstrip("/")) if further else None


def files(redirects: Sequence[Redirect], served: Served) -> dict[str, str]:
    """The file for the preview server: its path and text."""
    rules = answers(redirects)
    data = {"headers": served.headers, "redirects": rules.redirects, "pages": rules.page_redirects}
    return {FILE: json.dumps(data, ensure_ascii=False, indent=1)}


def answers(redirects: Sequence[Redirect]) -> HostRules:
    """The rules for these redirects, without headers."""
    exact = {_key(redirect.old): redirect.new for redirect in redirects if not redirect.pages}
    pages = {_key(redirect.old).rstrip("/"): redirect.new for redirect in redirects if redirect.pages}
    return HostRules((), exact, pages)


def read(text: str) -> HostRules:
    """Parse what `files` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(text)
    headers = tuple((name, value) for name, value in data["headers"])
    return HostRules(headers, data["redirects"], data["pages"])


def _key(old: Address) -> str:
    return old.path if old.query is None else f"{old.path}?{old.query}"
