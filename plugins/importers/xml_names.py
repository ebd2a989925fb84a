"""Maps names of elements and attributes to the namespace prefixes that readers use. Pure."""

import re
from collections.abc import Mapping, Sequence

_KEPT = 1000


class Names:
    """`prefixes`: patterns of XML namespaces, and the prefix that readers use for each."""

    def __init__(self, prefixes: Sequence[tuple[re.Pattern[str], str]]) -> None:
        self._known = prefixes
        self._prefixes: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def declare(self, attributes: Mapping[str, str]) -> None:
        """Note the prefixes that the attributes of an element declare."""
        if not any(name.startswith("xmlns:") for name in attributes):
            return
        for name, space in attributes.items():
            if name.startswith("xmlns:"):
                for pattern, prefix in self._known:
                    if pattern.fullmatch(space):
                        self._prefixes[name.removeprefix("xmlns:")] = prefix
        self._names.clear()

    def known(self, raw: str) -> str:
        """The name that readers use for a name in the file."""
        return self._names.get(raw) or self._map(raw)

    def _map(self, raw: str) -> str:
        prefix, colon, name = raw.partition(":")
        mapped = f"{self._prefixes.get(prefix, prefix)}:{name}" if colon else raw
        if len(self._names) < _KEPT:
            self._names[raw] = mapped
        return mapped
