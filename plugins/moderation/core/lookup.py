"""Ids as people type them: whole, or as much of one as no other begins with. Pure.

The ids of one day begin alike, so the last part, which is chance, may be typed alone.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from plugins.comments.model import ParsedComment

_SHOWN = 5


class NoSuchId(LookupError):
    """Nothing has this id. Words for the moderator."""


class IdNotUnique(LookupError):
    """More than one id begins so. Words for the moderator."""


@dataclass(frozen=True, slots=True)
class PublishedComment:
    """A comment of the archive. Its id is unique in its article only, so both name it."""

    slug: str
    filed: ParsedComment

    @property
    def name(self) -> str:
        return f"{self.slug}/{self.filed.comment.id}"


def submission(typed: str, ids: Collection[str]) -> str:
    """The id in the queue. Raises NoSuchId, IdNotUnique."""
    if typed in ids:
        return typed
    meant = [one for one in ids if typed and (one.startswith(typed) or _tail(one).startswith(typed))]
    return _only(typed, meant, "submission")


def published(typed: str, archive: Iterable[PublishedComment]) -> PublishedComment:
    """The comment: `article/id`, or its id where no other article has the same. Raises NoSuchId,
    IdNotUnique."""
    by_name = {one.name: one for one in archive}
    if typed in by_name:
        return by_name[typed]
    for fits in (str.__eq__, str.startswith):
        meant = [name for name, one in by_name.items() if typed and fits(one.filed.comment.id, typed)]
        if meant:
            return by_name[_only(typed, meant, "comment")]
    raise NoSuchId(f"“{typed}”: no submission and no comment has this id")


def _tail(identifier: str) -> str:
    return identifier.rpartition("-")[2]


def _only(typed: str, meant: list[str], kind: str) -> str:
    if not meant:
        hint = ".venv/bin/python -m plugins.moderation list --state all"
        raise NoSuchId(f"“{typed}”: no {kind} has this id; see {hint}")
    if len(meant) > 1:
        more = ", …" if len(meant) > _SHOWN else ""
        raise IdNotUnique(
            f"“{typed}” may be any of {', '.join(sorted(meant)[:_SHOWN])}{more}: type more of it"
        )
    return meant[0]
