"""What beginning a site does to its files, before it is done: nothing of the owner's is lost. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

Files = Mapping[str, bytes]
"""Names from the site's root, and what is in them."""


class FileAction(StrEnum):
    """What happens to a file, as it is told."""

    WRITE = "written"
    REPLACE = "written anew"
    REMOVE = "of the example, which stays in examples/: gone"
    MOVE = "comments on the example: moved to var/begin/"
    KEEP = "not as this command would have written it: kept as it is"


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one file."""

    action: FileAction
    path: str
    data: bytes = b""


def plan(here: Files, example: Files, ours: Files, wanted: Files) -> tuple[Step, ...]:
    """`here`: what is there; `ours`: what this command would have written for the present settings; `wanted`:
    for the new ones."""
    written = list(_written(here, example, ours, wanted))
    gone = list(_gone(here, example, ours, wanted))
    return (*written, *gone, *_moved(here, gone))


def _written(here: Files, example: Files, ours: Files, wanted: Files) -> Iterator[Step]:
    for path, data in wanted.items():
        present = here.get(path)
        if present is None:
            yield Step(FileAction.WRITE, path, data)
        elif present in (example.get(path), ours.get(path)) and present != data:
            yield Step(FileAction.REPLACE, path, data)
        elif present != data:
            yield Step(FileAction.KEEP, path)


def _gone(here: Files, example: Files, ours: Files, wanted: Files) -> Iterator[Step]:
    """An article of the example that its owner goes on with keeps its comments."""
    going_on = {_comments_of(path) for path in example if here.get(path, example[path]) != example[path]}
    for path in sorted((example.keys() | ours.keys()) & here.keys() - wanted.keys()):
        if here[path] not in (example.get(path), ours.get(path)):
            yield Step(FileAction.KEEP, path)
        elif str(PurePosixPath(path).parent) not in going_on:
            yield Step(FileAction.REMOVE, path)


def _moved(here: Files, gone: list[Step]) -> Iterator[Step]:
    """Comments that came while somebody tried the example: without its article they are of nothing."""
    removed = {step.path for step in gone if step.action is FileAction.REMOVE}
    folders = {_comments_of(path) for path in removed}
    for path in sorted(here.keys() - removed):
        if str(PurePosixPath(path).parent) in folders:
            yield Step(FileAction.MOVE, path, here[path])


def _comments_of(article: str) -> str:
    return (
        f"content/comments/{PurePosixPath(article).stem}" if article.startswith("content/articles/") else ""
    )
