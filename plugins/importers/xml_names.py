"""Names of elements and attributes with the prefix that a reader knows their name space by. Pure."""

import re
from collections.abc import Mapping, Sequence

_KEPT = 1000


class Names:
    """`prefixes`: what a name space's address is like, and its prefix here."""

    def __init__(self, prefixes: Sequence[tuple[re.Pattern[str], str]]) -> None:
        self._known = prefixes
        self._prefixes: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def declare(self, attributes: Mapping[str, str]) -> None:
        """Of an element: some may declare a prefix."""
        if not any(name.startswith("xmlns:") for name in attributes):
            return
        for name, space in attributes.items():
            if name.startswith("xmlns:"):
                for pattern, prefix in self._known:
                    if pattern.fullmatch(space):
                        self._prefixes[name.removeprefix("xmlns:")] = prefix
        self._names.clear()

    def known(self, raw: str) -> str:
        """The name by which a reader of exports asks for an element."""
        return self._names.get(raw) or self._found(raw)

    def _found(self, raw: str) -> str:
        prefix, colon, name = raw.partition(":")
        found = f"{self._prefixes.get(prefix, prefix)}:{name}" if colon else raw
        if len(self._names) < _KEPT:
            self._names[raw] = found
        return found
