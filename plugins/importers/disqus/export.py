"""Reads the elements of Disqus's XML export: threads, then posts, each with its thread and the post that it
answers. Pure.

Schema: http://disqus.com/api/schemas/1.0/disqus.xsd. Fields may be missing: early exports have no `isSpam`,
later ones no e-mail addresses. The schema does not say what ids look like; all known ones are numbers.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from plugins.importers import elements, reply_cycles, xml_reader
from plugins.importers.article_index import ArticleIndex
from plugins.importers.elements import Element, Shape
from plugins.importers.existing import ExistingArticle
from plugins.importers.record import CommentState, RecordKind, RecordWarning, Source

SHAPE = Shape(
    root="disqus",
    names=frozenset({"thread", "post"}),
    prefixes=((re.compile(r"https?://disqus\.com/disqus-internals"), "dsq"),),
    hint="A Disqus export (Community → Export) begins with <disqus>. Is FROM= right?",
)


@dataclass(frozen=True, slots=True)
class Thread:
    """A page as Disqus knew it, with the article of this site that it stands for."""

    address: str
    identifier: str
    title: str
    line: int
    article: ExistingArticle | None
    deleted: bool

    def __str__(self) -> str:
        return self.address or self.identifier or self.title or "without an address"


@dataclass(slots=True)
class Forum:
    """Threads by their ids. `answered`: posts with published replies; `cut`: posts whose reply would close a
    cycle; `lost`: how many comments are left out, by threads that match no article."""

    threads: dict[str, Thread] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    cut: frozenset[str] = frozenset()
    posts: int = 0
    lost: Counter[str] = field(default_factory=Counter)

    def unmatched(self) -> Iterator[RecordWarning]:
        """A warning for each thread whose comments are left out."""
        for identifier, number in sorted(self.lost.items()):
            thread = self.threads.get(identifier)
            source = Source(RecordKind.OTHER, f"thread {identifier[:80]}", thread.line if thread else 0)
            what = f"{str(thread)[:200]}: no article here" if thread else "is not in the export"
            yield RecordWarning(source, f"{what}; {number:,} of its comments stay out")


def items(chunks: elements.Chunks, where: str) -> Iterator[Element]:
    """All threads and posts. Raises ImportRefused."""
    return xml_reader.read(chunks(), where, SHAPE)


def survey(found: Iterable[Element], index: ArticleIndex) -> Forum:
    """The first pass, which keeps no texts."""
    forum = Forum()
    parents: dict[str, str] = {}
    for element in found:
        if element.name == "thread":
            thread = _thread(element, index)
            forum.threads.setdefault(identity(element), thread)
            continue
        forum.posts += 1
        if parent := reference(element, "parent"):
            parents[identity(element)] = parent
            if state(element) is CommentState.PUBLISHED:
                forum.answered.add(parent)
    forum.cut = reply_cycles.links_to_cut(parents)
    return forum


def identity(element: Element) -> str:
    return element.attributes.get("dsq:id", "").strip()


def reference(post: Element, name: str) -> str:
    """The id of a post's `thread` or `parent`."""
    return next((identity(one) for one in post.find_all(name)), "")


def state(post: Element) -> CommentState:
    """The state of a post; flags that are missing are taken as false."""
    if _is_set(post, "isSpam"):
        return CommentState.SPAM
    if _is_set(post, "isDeleted"):
        return CommentState.REJECTED
    return (
        CommentState.PENDING if post.get("isApproved").lower() in ("false", "0") else CommentState.PUBLISHED
    )


def _is_set(post: Element, name: str) -> bool:
    return post.get(name).lower() in ("true", "1")


def _thread(element: Element, index: ArticleIndex) -> Thread:
    address, identifier = element.get("link"), element.get("id")
    found = index.find(address, identifier)
    return Thread(
        address, identifier, element.get("title"), element.line, found, _is_set(element, "isDeleted")
    )
