"""Withholds drafts from a publication, which must not write anything of them. Does not import Pelican.

Pelican's settings for drafts would still publish those with a `Save_as` header, and the files that drafts
link to. So Pelican's lists of drafts are emptied once the drafts have been checked.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any

_KEY = "withheld_drafts"


def are_withheld(settings: Mapping[str, Any]) -> bool:
    """Whether this build is without drafts."""
    return not settings["DRAFT_SAVE_AS"]


def is_draft(content: Any) -> bool:
    return bool(content.status == "draft")


def withhold(context: MutableMapping[str, Any], *lists: list[Any]) -> None:
    """Empty Pelican's lists of drafts, and remember their slugs. Pelican still knows the sources, so it does
    not copy them as static files."""
    slugs: set[str] = context.setdefault(_KEY, set())
    for drafts in lists:
        slugs.update(draft.slug for draft in drafts)
        drafts.clear()


def withheld(context: Mapping[str, Any]) -> frozenset[str]:
    """The slugs of the withheld drafts."""
    return frozenset(context.get(_KEY, ()))
