"""Which blog was imported under which name: two blogs of one system count their articles alike."""

from collections.abc import Callable

from plugins.importers.import_journal import ImportJournal
from plugins.importers.record import ImportRefused

Prefix = Callable[[str, str], str]
"""From a system and what tells one of its blogs from others: what the ids of its articles begin with."""


def only(system: str, _: str) -> str:
    """Where there is one blog of a system."""
    return system


class Origins:
    """`chosen`: the name that the person gives to the blog (AS=), who thereby says which one it is."""

    def __init__(self, journal: ImportJournal, chosen: str = "") -> None:
        self._journal, self._chosen = journal, chosen

    def prefix(self, system: str, blog: str) -> str:
        """What the ids of the blog's articles begin with. `blog`: by what it is known from others; empty
        where nothing tells. Raises ImportRefused for another blog than was imported before."""
        prefix = system if self._chosen in ("", system) else f"{system}-{self._chosen}"
        before = (self._journal.digest(f"origin {prefix}") or b"").decode()
        if blog and before and before != blog and not self._chosen:
            what = f"is of {blog}, and what was imported from {system} before of {before}"
            hint = f"Another blog? Say AS=name: its ids begin with {system}-name. The same? Say AS={system}."
            raise ImportRefused("FILE", 0, what, hint)
        if blog:
            self._journal.note(f"origin {prefix}", blog.encode())
        return prefix
