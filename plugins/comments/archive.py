"""The folder of comments: `content/comments/<article slug>/<anything>.txt` → comments by slug.

Reads every file and reports every problem; never stops at the first.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from unicodedata import normalize

from plugins.comments import format, threads
from plugins.comments.model import MAXIMUM_BYTES, ParsedComment
from plugins.comments.threads import ThreadEntry
from plugins.common.errors import Problem, SiteError, nearest
from plugins.common.ignored_names import is_ignored

_NAME = attrgetter("name")


@dataclass(frozen=True, slots=True)
class Archive:
    """All comments by article slug, and every problem found in the folder."""

    comments: Mapping[str, tuple[ParsedComment, ...]]
    problems: tuple[Problem, ...]


def read(folder: Path, shown_as: str) -> Archive:
    """Read `folder`; problems name files as `shown_as`/slug/file. A missing folder is an empty archive."""
    names, strays = slugs(folder, shown_as)
    comments: dict[str, tuple[ParsedComment, ...]] = {}
    problems: list[Problem] = []
    for slug in names:
        comments[slug], mistakes = conversation(folder / slug, f"{shown_as}/{slug}")
        problems += mistakes
    return Archive(comments, (*problems, *strays))


def slugs(folder: Path, shown_as: str) -> tuple[list[str], list[Problem]]:
    """The slugs of all articles with comments, and a problem for each file that is not in an article's
    folder."""
    entries = _entries(folder) if folder.is_dir() else []
    hint = f"Move it into {shown_as}/<article slug>/."
    return [entry.name for entry in entries if entry.is_dir()], [
        Problem(f"{shown_as}/{entry.name}", 0, "a file outside an article's folder", hint)
        for entry in entries
        if not entry.is_dir()
    ]


def strays(names: Iterable[str], slugs: Collection[str], shown_as: str) -> Iterator[Problem]:
    """A problem for each folder name that is not the slug of an article. Names are compared as they are,
    since file systems differ in whether they treat composed and decomposed accents alike."""
    composed = {normalize("NFC", slug): slug for slug in slugs}
    for name in names:
        if name not in slugs:
            hint = f"Rename the folder after the article's slug. {nearest(name, sorted(slugs))}"
            if meant := composed.get(normalize("NFC", name)):
                hint = (
                    f"Its accents are signs of their own (Unicode NFD, as old Macs do): type “{meant}” anew."
                )
            yield Problem(f"{shown_as}/{name}", 0, "comments for an article that does not exist", hint)


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    """Sorted by name, because file systems list in any order; the files that editors leave behind are
    skipped."""
    with os.scandir(folder) as entries:
        return sorted([e for e in entries if not is_ignored(e.name)], key=_NAME)


def conversation(folder: Path | str, where: str) -> tuple[tuple[ParsedComment, ...], list[Problem]]:
    """The comments of one article, and every problem found in its folder."""
    filed: list[ParsedComment] = []
    problems: list[Problem] = []
    for entry in _entries(folder):
        try:
            filed.append(_read(entry, f"{where}/{entry.name}"))
        except SiteError as error:
            problems += error.problems
    return tuple(filed), problems + threads.problems(filed)


def thread(folder: Path, shown_as: str, slug: str) -> tuple[ThreadEntry, ...]:
    """The comments of one article, in order. Raises SiteError with every problem of its folder."""
    filed, problems = conversation(f"{folder}/{slug}", f"{shown_as}/{slug}")
    if problems:
        raise SiteError(problems)
    return threads.arrange(filed)


def _read(entry: os.DirEntry[str], where: str) -> ParsedComment:
    if not entry.is_file(follow_symlinks=False):
        hint = "Comments are plain files; links and folders are not read."
        raise SiteError([Problem(where, 0, "not a plain file", hint)])
    if not entry.name.endswith(".txt"):
        hint = "Name it <id>.txt, or move it elsewhere."
        raise SiteError([Problem(where, 0, "not a comment file", hint)])
    data = _beginning(entry.path, MAXIMUM_BYTES + 1)
    if len(data) > MAXIMUM_BYTES:
        what = f"{entry.stat().st_size:,} bytes; a comment file has at most {MAXIMUM_BYTES:,}"
        raise SiteError([Problem(where, 0, what, "Shorten it, or publish it as an article.")])
    return format.parse(data, where)


def _beginning(path: str, most: int) -> bytes:
    """At most `most` bytes of a file, in three system calls: a site may have a hundred thousand comments."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, most)
    finally:
        os.close(descriptor)
