"""Finds two sources with the same address, of which one would overwrite the other. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plugins.common.errors import Problem
from plugins.common.output_paths import path_of


class Claim(NamedTuple):
    """`what` is written to the path `save_as` of the output. `hint`: how its author can avoid a clash."""

    save_as: str
    what: str
    hint: str = ""


def problems(claims: Iterable[Claim]) -> Iterator[Problem]:
    """A problem for each later one of two claims to a path; the site's own files come first. A file at the
    root also excludes a folder of the same name."""
    owners: dict[str, str] = {}
    for save_as, what, hint in claims:
        owner = owners.get(save_as.partition("/")[0]) or owners.setdefault(save_as, what)
        if save_as and owner != what:
            address = f"/{path_of(save_as)}"
            yield Problem(what, 0, f"its address, {address}, is that of {owner}", hint)
