"""Why a file was written, or would be by the next build."""

from collections.abc import Callable, Iterator

from plugins.fastbuild.catalogue import Catalogue
from plugins.fastbuild.changes import Changes

_KINDS = {"article": "an article and the feeds of its comments", "page": "a page", "feed": "a feed"}


def owner(catalogue: Catalogue, path: str) -> str | None:
    """The unit of the plan that writes the file."""
    return next((name for name, unit in catalogue.printed.items() if path in unit.files), None)


def what(catalogue: Catalogue, path: str, unit: str | None) -> Iterator[str]:
    """What the file is made of."""
    if unit is None:
        yield f"{path} is copied, or written by Pelican itself."
        return
    kind, _, subject = unit.partition(" ")
    yield f"{path} belongs to {_KINDS.get(kind, 'the list of all addresses')} ({subject or unit})."
    if asked := catalogue.printed[unit].asked:
        yield f"Its template asked of articles: {', '.join(asked)}."


def would(found: Changes, print_with: Callable[[Changes], bytes | None], last: bytes, ledger: str) -> str:
    """What the next build will do with it, and for which of the changes. `print_with`: its unit's print if
    those were all changes, None without such a unit; `last`: the one it was written with; `ledger`: where the
    ledger is, which is read as it is whatever changed."""
    now = print_with(found)
    if now is None:
        return "It would be taken away: there is nothing left to say in it."
    if now == last:
        return "It is as the last build left it: nothing that it is made of changed."
    otherwise = print_with(_NOTHING)
    blamed = [name for one in found.each() if print_with(one) != otherwise for name in _names(one)]
    blamed += [ledger] if otherwise != last else []
    return f"It would be written: {', '.join(blamed or _names(found))} changed."


_NOTHING = Changes(frozenset(), frozenset())


def _names(changes: Changes) -> list[str]:
    return [*(f"the comments of {slug}" for slug in sorted(changes.talks)), *sorted(changes.sources)]
