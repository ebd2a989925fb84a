"""Which drafts a publication withholds: it writes nothing of a draft. Knows nothing of Pelican.

A setting for each kind of draft and each language would publish those whose header says where they go
(`Save_as`), and the files they link to. So Pelican's lists of drafts are emptied, once they were checked.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any

_KEY = "withheld_drafts"


def are_withheld(settings: Mapping[str, Any]) -> bool:
    """Whether this build is one without drafts."""
    return not settings["DRAFT_SAVE_AS"]


def is_draft(content: Any) -> bool:
    return bool(content.status == "draft")


def withhold(context: MutableMapping[str, Any], *lists: list[Any]) -> None:
    """Empty Pelican's lists of drafts. It goes on to know their sources: what it knows as a source it does
    not copy as a file."""
    kept: set[str] = context.setdefault(_KEY, set())
    for drafts in lists:
        kept.update(draft.slug for draft in drafts)
        drafts.clear()


def withheld(context: Mapping[str, Any]) -> frozenset[str]:
    """The slugs of the drafts that `withhold` took."""
    return frozenset(context.get(_KEY, ()))
