"""Two sources that would be written to one address: the second would take the place of the first. Pure."""

from collections.abc import Iterable, Iterator

from plugins.common.errors import Problem


def problems(places: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """`places`: a path in the output and what is written there, lists of the site's own before files of the
    author's. Of two, the later one is named. A file at the root is no folder either."""
    first: dict[str, str] = {}
    for save_as, what in places:
        other = first.get(save_as.partition("/")[0]) or first.setdefault(save_as, what)
        if save_as and other != what:
            address = f"/{save_as.removesuffix('index.html')}"
            yield Problem(what, 0, f"its address, {address}, is that of {other}", "Give it another Slug.")
