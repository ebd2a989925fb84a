"""Finds the id that a moderator means: typed in full, or any unambiguous beginning. Pure.

The ids of one day begin alike, so the random last part may also be typed alone.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from plugins.comments.model import ParsedComment

_SHOWN = 5


class NoSuchId(LookupError):
    """Nothing has this id. The message is for the moderator."""


class IdNotUnique(LookupError):
    """More than one id begins with this. The message is for the moderator."""


@dataclass(frozen=True, slots=True)
class PublishedComment:
    """A comment in the archive. Its id is unique within its article only, so `name` consists of both."""

    slug: str
    filed: ParsedComment

    @property
    def name(self) -> str:
        return f"{self.slug}/{self.filed.comment.id}"


def submission(typed: str, ids: Collection[str]) -> str:
    """The id in the queue. Raises NoSuchId, IdNotUnique."""
    if typed in ids:
        return typed
    meant = [
        identifier
        for identifier in ids
        if typed and (identifier.startswith(typed) or _tail(identifier).startswith(typed))
    ]
    return _only(typed, meant, "submission")


def published(typed: str, archive: Iterable[PublishedComment]) -> PublishedComment:
    """The published comment meant by `article/id`, or by an id that only one article has. Raises NoSuchId,
    IdNotUnique."""
    by_name = {comment.name: comment for comment in archive}
    if typed in by_name:
        return by_name[typed]
    for fits in (str.__eq__, str.startswith):
        meant = [name for name, comment in by_name.items() if typed and fits(comment.filed.comment.id, typed)]
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
        ellipsis = ", …" if len(meant) > _SHOWN else ""
        raise IdNotUnique(
            f"“{typed}” may be any of {', '.join(sorted(meant)[:_SHOWN])}{ellipsis}: type more of it"
        )
    return meant[0]
