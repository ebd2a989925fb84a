"""Finds what another system has no field for, comment by comment. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.comments.model import HEADERS, Comment
from plugins.views.conversation import site_href

_SPACING = re.compile(r"[ \t]{2}|\n{3}|^[ \t]|[ \t]$|\A\n|\n\Z|\t", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that could not be exported. `where`: the file, relative to `content/`."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a system can store besides name, text, moment and parent. `zone`: offsets of moments. `headers`:
    of a comment file, by name. `depth`: more than one level of answers. `counts`: its ids are numbers."""

    zone: bool = False
    headers: frozenset[str] = frozenset()
    depth: bool = True
    counts: bool = True


def of(
    slug: str, comment: Comment, number: int, parent: Comment | None, capabilities: Capabilities
) -> Iterator[Loss]:
    """The losses of one comment. `number`: in the other system. `parent`: the comment it answers, if that
    exists."""
    where = f"comments/{slug}/{comment.id}.txt"
    yield from (Loss(where, what) for what in _descriptions(comment, number, parent, capabilities))


def _descriptions(
    comment: Comment, number: int, parent: Comment | None, capabilities: Capabilities
) -> Iterator[str]:
    if capabilities.counts and str(number) != comment.id:
        yield "its id is not a number, or another comment's too: it gets a number of its own"
    yield from _of_dates(comment, capabilities)
    for header in HEADERS:
        if header.loss and header.name not in capabilities.headers and getattr(comment, header.field):
            yield f"{header.loss} ({header.name})"
    if comment.site and not site_href(comment.site):
        yield "a site that is not an address of the web"
    if comment.withdrawn:
        yield "that it was withdrawn, and when: its name and words stay here"
    yield from _of_threads(comment, parent, capabilities)
    if comment.format == "text" and not comment.withdrawn and _SPACING.search(comment.text):
        yield "spaces and empty lines in a row"


def _of_dates(comment: Comment, capabilities: Capabilities) -> Iterator[str]:
    if comment.date.moment is None:
        yield "its hour is not known: it is said to be midnight"
    elif not capabilities.zone and comment.date.moment.utcoffset():
        yield "the zone of its hour: it is in UTC"


def _of_threads(comment: Comment, parent: Comment | None, capabilities: Capabilities) -> Iterator[str]:
    if comment.reply_to and parent is None:
        yield "that it answers a comment which is gone"
    if parent is not None and parent.reply_to and not capabilities.depth:
        yield "what it answers: only one level of answers is shown"


def grouped(losses: Iterable[Loss]) -> dict[str, list[str]]:
    """The files with each kind of loss."""
    files: dict[str, list[str]] = {}
    for loss in losses:
        files.setdefault(loss.what, []).append(loss.where)
    return files
