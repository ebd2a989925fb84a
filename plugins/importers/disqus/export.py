"""Disqus's XML export: threads, then posts, each of which names its thread and what it answers. Pure.

Schema: http://disqus.com/api/schemas/1.0/disqus.xsd. Fields may be missing: early exports have no `isSpam`,
later ones no e-mail addresses; ids are numbers, but nothing says so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from plugins.importers import circles, elements, xml_reader
from plugins.importers.elements import Element, Shape
from plugins.importers.known import Known
from plugins.importers.places import Places
from plugins.importers.record import Kind, Source, State, Warned

SHAPE = Shape(
    root="disqus",
    names=frozenset({"thread", "post"}),
    prefixes=((re.compile(r"https?://disqus\.com/disqus-internals"), "dsq"),),
    hint="A Disqus export (Community → Export) begins with <disqus>. Is FROM= right?",
)


@dataclass(frozen=True, slots=True)
class Thread:
    """A page as Disqus knew it, and the article that it is here."""

    address: str
    identifier: str
    title: str
    line: int
    article: Known | None
    deleted: bool

    def __str__(self) -> str:
        return self.address or self.identifier or self.title or "without an address"


@dataclass(slots=True)
class Forum:
    """Threads by their ids. `answered`: posts with published replies; `cut`: posts that would answer
    themselves; `lost`: comments by the thread that matches no article."""

    threads: dict[str, Thread] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    cut: frozenset[str] = frozenset()
    posts: int = 0
    lost: Counter[str] = field(default_factory=Counter)

    def unmatched(self) -> Iterator[Warned]:
        """Each thread whose comments found no article."""
        for identifier, number in sorted(self.lost.items()):
            thread = self.threads.get(identifier)
            place = Source(Kind.OTHER, f"thread {identifier[:80]}", thread.line if thread else 0)
            what = f"{str(thread)[:200]}: no article here" if thread else "is not in the export"
            yield Warned(place, f"{what}; {number:,} of its comments stay out")


def items(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """Threads and posts. Raises ImportRefused."""
    return xml_reader.read(chunks(), where, SHAPE)


def survey(found: Iterable[Element], places: Places) -> Forum:
    """Read everything once; no text is kept."""
    forum = Forum()
    parents: dict[str, str] = {}
    for element in found:
        if element.name == "thread":
            thread = _thread(element, places)
            forum.threads.setdefault(identity(element), thread)
            continue
        forum.posts += 1
        if parent := reference(element, "parent"):
            parents[identity(element)] = parent
            if state(element) is State.PUBLISHED:
                forum.answered.add(parent)
    forum.cut = circles.broken(parents)
    return forum


def identity(element: Element) -> str:
    return element.attributes.get("dsq:id", "").strip()


def reference(post: Element, name: str) -> str:
    """The id of the thread or of the post that a post names."""
    return next((identity(one) for one in post.every(name)), "")


def state(post: Element) -> State:
    """What is missing is not so."""
    if _says(post, "isSpam"):
        return State.SPAM
    if _says(post, "isDeleted"):
        return State.REJECTED
    return State.PENDING if post.get("isApproved").lower() in ("false", "0") else State.PUBLISHED


def _says(post: Element, name: str) -> bool:
    return post.get(name).lower() in ("true", "1")


def _thread(element: Element, places: Places) -> Thread:
    address, identifier = element.get("link"), element.get("id")
    found = places.find(address, identifier)
    return Thread(address, identifier, element.get("title"), element.line, found, _says(element, "isDeleted"))
