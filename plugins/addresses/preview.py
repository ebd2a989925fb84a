"""Redirects and headers as data, for the preview: it is a host too, and answers as the others do. Pure."""

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
    """`redirects`: new addresses by old ones; `pages`: the same of lists that had further pages."""

    headers: tuple[tuple[str, str], ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)

    def moved(self, target: str) -> str | None:
        """Where an address that is asked for leads today; None for one that stays or was never there."""
        path, mark, query = target.partition("?")
        asked = [address.parse(path)]
        if mark:  # of a query the first parameter counts, and more than the path alone
            asked.insert(0, address.parse(f"{path}?{query.partition('&')[0]}"))
        new = next((new for key in map(_key, asked) if (new := self._known(key)) is not None), None)
        feed = comment_feeds.now(path)
        return feed if new is None and feed != path else new

    def _known(self, key: str) -> str | None:
        further = _FURTHER.fullmatch(key)
        of_list = self.pages.get(further["list"].rstrip("/")) if further else None
        return self.redirects.get(key, of_list)


def files(redirects: Sequence[Redirect], served: Served) -> dict[str, str]:
    """The file for the preview server: its path and text."""
    known = answers(redirects)
    data = {"headers": served.headers, "redirects": known.redirects, "pages": known.pages}
    return {FILE: json.dumps(data, ensure_ascii=False, indent=1)}


def answers(redirects: Sequence[Redirect]) -> HostRules:
    """What a host that follows the redirects sends to addresses that moved."""
    moved = {_key(each.old): each.new for each in redirects if not each.pages}
    return HostRules((), moved, {_key(each.old).rstrip("/"): each.new for each in redirects if each.pages})


def read(text: str) -> HostRules:
    """What `files` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(text)
    headers = tuple((name, value) for name, value in data["headers"])
    return HostRules(headers, data["redirects"], data["pages"])


def _key(old: Address) -> str:
    return old.path if old.query is None else f"{old.path}?{old.query}"
