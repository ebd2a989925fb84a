"""Why a file was written, or would be by the next build."""

from collections.abc import Iterator

from plugins.fastbuild.catalogue import Catalogue
from plugins.fastbuild.changes import Changes
from plugins.fastbuild.plan import Unit

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


def would(unit: Unit | None, fresh: bool, found: Changes) -> str:
    """What the next build will do with it."""
    if unit is None or fresh:
        return "It is as the last build left it: nothing that it is made of changed."
    changed = [*(f"the comments of {slug}" for slug in sorted(found.talks)), *sorted(found.sources)]
    return f"It would be written: {', '.join(changed)} changed."
