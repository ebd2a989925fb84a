"""Remembers which blog was imported under which name, because two blogs of one system use the same
numbers."""

from collections.abc import Callable

from plugins.importers.import_journal import ImportJournal
from plugins.importers.record import ImportRefused

Prefix = Callable[[str, str], str]
"""Returns the prefix of article ids for a system and a text that identifies the blog."""


def only(system: str, _: str) -> str:
    """The prefix if there is only one blog of a system."""
    return system


class Origins:
    """`chosen`: the name that the user gave to the blog (AS=)."""

    def __init__(self, journal: ImportJournal, chosen: str = "") -> None:
        self._journal, self._chosen = journal, chosen

    def prefix(self, system: str, blog: str) -> str:
        """The prefix of the ids of a blog's articles. `blog`: a text that identifies it; "" if there is none.
        Raises ImportRefused if another blog was imported under the same name before."""
        prefix = system if self._chosen in ("", system) else f"{system}-{self._chosen}"
        before = (self._journal.digest(f"origin {prefix}") or b"").decode()
        if blog and before and before != blog and not self._chosen:
            what = f"is of {blog}, and what was imported from {system} before of {before}"
            hint = f"Another blog? Say AS=name: its ids begin with {system}-name. The same? Say AS={system}."
            raise ImportRefused("FILE", 0, what, hint)
        if blog:
            self._journal.note(f"origin {prefix}", blog.encode())
        return prefix
