"""Two sources that would be written to one address: the second would take the place of the first. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plugins.common.errors import Problem
from plugins.common.output_paths import path_of


class Claim(NamedTuple):
    """`what` is written at the path `save_as` of the output; `hint`: what its author can do about that."""

    save_as: str
    what: str
    hint: str = ""


def problems(claims: Iterable[Claim]) -> Iterator[Problem]:
    """What the site has of its own comes before files of the author's: of two, the later one is named. A file
    at the root is not a folder either."""
    first: dict[str, str] = {}
    for save_as, what, hint in claims:
        other = first.get(save_as.partition("/")[0]) or first.setdefault(save_as, what)
        if save_as and other != what:
            address = f"/{path_of(save_as)}"
            yield Problem(what, 0, f"its address, {address}, is that of {other}", hint)
