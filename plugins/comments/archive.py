"""The folder of comments: `content/comments/<article slug>/<anything>.txt` → comments by slug.

Reads every file and reports every problem; never stops at the first.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.comments import format, threads
from plugins.comments.model import MAXIMUM_BYTES, Filed
from plugins.common.errors import Problem, SiteError


@dataclass(frozen=True, slots=True)
class Archive:
    """All comments, by article slug, and all that is wrong with the folder."""

    comments: Mapping[str, tuple[Filed, ...]]
    problems: tuple[Problem, ...]


def read(folder: Path, shown_as: str) -> Archive:
    """Read `folder`; problems name files as `shown_as`/slug/file. No folder is an empty archive."""
    problems: list[Problem] = []
    comments: dict[str, tuple[Filed, ...]] = {}
    for slug in _entries(folder) if folder.is_dir() else []:
        where = f"{shown_as}/{slug.name}"
        if not slug.is_dir():
            hint = f"Move it into {shown_as}/<article slug>/."
            problems.append(Problem(where, 0, "a file outside an article's folder", hint))
            continue
        filed, found = conversation(Path(slug.path), where)
        comments[slug.name] = filed
        problems += found
    return Archive(comments, tuple(problems))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Sorted by name, hidden ones apart: file systems list in any order, a build must not."""
    with os.scandir(folder) as entries:
        return sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)


def conversation(folder: Path, where: str) -> tuple[tuple[Filed, ...], list[Problem]]:
    """The comments of one article, and what is wrong with its folder."""
    filed: list[Filed] = []
    problems: list[Problem] = []
    for entry in _entries(folder):
        try:
            filed.append(_read(entry, f"{where}/{entry.name}"))
        except SiteError as error:
            problems += error.problems
    return tuple(filed), problems + threads.problems(filed)


def _read(entry: os.DirEntry[str], where: str) -> Filed:
    wrong = next(_not_a_comment(entry, where), None)
    if wrong is not None:
        raise SiteError([wrong])
    return format.parse(Path(entry.path).read_bytes(), where)


def _not_a_comment(entry: os.DirEntry[str], where: str) -> Iterator[Problem]:
    if not entry.is_file(follow_symlinks=False):
        yield Problem(
            where, 0, "not a plain file", "Comments are plain files; links and folders are not read."
        )
    elif not entry.name.endswith(".txt"):
        yield Problem(where, 0, "not a comment file", "Name it <id>.txt, or move it elsewhere.")
    elif (size := entry.stat().st_size) > MAXIMUM_BYTES:
        what = f"{size:,} bytes; a comment file has at most {MAXIMUM_BYTES:,}"
        yield Problem(where, 0, what, "Shorten it, or publish it as an article.")
