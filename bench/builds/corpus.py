"""A blog to measure with: French-looking Markdown articles, each with comments of plain text. Pure.

Articles have 300 to 900 words, headings, a list and a quotation; a quarter has code, three in ten a link to
another. Comments have 1 to 150 words; one in five holds an address, one in ten something like HTML. The same
seed gives the same text, whatever it is then written as (`formats`).
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.builds.prose import Prose, slugify
from bench.builds.words import CATEGORIES, CODE, FIRST_NAMES, HTMLISH, TAGS

YEARS = range(2009, 2024)
_FIRST_DAY = datetime(YEARS.start, 1, 1, 8, 0, tzinfo=UTC)
_SPAN_DAYS = 365 * len(YEARS)
INTERNAL_LINK = "LIEN_INTERNE"
"""Stands in an article's text where the address of another goes; how that is written differs."""


@dataclass(frozen=True, slots=True)
class Comment:
    author: str
    date: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Stub:
    """What other articles know about one. `date`: UTC, of whole minutes."""

    title: str
    date: datetime
    slug: str


@dataclass(frozen=True, slots=True)
class Article:
    """`text` is Markdown. `link` is the article that INTERNAL_LINK in it stands for."""

    stub: Stub
    category: str
    tags: tuple[str, ...]
    link: Stub | None
    text: str
    comments: tuple[Comment, ...]


def articles(count: int, comments: int = 10, seed: int = 1) -> Iterator[Article]:
    """All of a blog, oldest first, with so many comments each."""
    return (_article(seed, number, count, comments) for number in range(count))


def _article(seed: int, number: int, total: int, comments: int) -> Article:
    stream = random.Random(f"{seed}/article/{number}")
    stub = _stub(seed, number, total)
    category = stream.choice(CATEGORIES)
    tags = tuple(sorted(stream.sample(TAGS, stream.randint(2, 4))))
    linked = number > 0 and stream.random() < 0.3
    link = _stub(seed, stream.randrange(number), total) if linked else None
    text = "\n\n".join(_Text(stream).blocks(link is not None))
    talk = tuple(_comments(random.Random(f"{seed}/comments/{number}"), stub.date, comments))
    return Article(stub, category, tags, link, text, talk)


def _stub(seed: int, number: int, total: int) -> Stub:
    stream = random.Random(f"{seed}/stub/{number}")
    day = _SPAN_DAYS * number / max(total, 1)
    date = _FIRST_DAY + timedelta(days=day, minutes=stream.randint(0, 600))
    title = Prose(stream).title(3, 8)
    slug = f"{slugify(title)[:60].strip('-')}-{number}"
    return Stub(title, date.replace(second=0, microsecond=0), slug)


class _Text:
    """The Markdown blocks of one article."""

    def __init__(self, stream: random.Random) -> None:
        self._stream = stream
        self._prose = Prose(stream)

    def blocks(self, linked: bool) -> list[str]:
        stream, prose = self._stream, self._prose
        wanted = stream.randint(300, 900)
        blocks = [" ".join(prose.sentence() for _ in range(3))]
        if linked:
            blocks.append(f"Voir aussi [cet autre billet]({INTERNAL_LINK}) pour la suite.")
        extras = ["list", "quote", *(["code"] if stream.random() < 0.25 else [])]
        stream.shuffle(extras)
        turn = 0
        while _count(blocks) < wanted:
            turn += 1
            if turn % 3 == 0:
                blocks.append(self._heading())
            blocks.append(self._paragraph())
            if extras and stream.random() < 0.5:
                blocks.append(self._extra(extras.pop()))
        return blocks

    def _heading(self) -> str:
        level = "##" if self._stream.random() < 0.7 else "###"
        return f"{level} {self._prose.title(2, 6)}"

    def _paragraph(self) -> str:
        prose, stream = self._prose, self._stream
        count = stream.randint(3, 6)
        return " ".join(
            prose.marked_up() if stream.random() < 0.35 else prose.sentence() for _ in range(count)
        )

    def _extra(self, kind: str) -> str:
        prose, stream = self._prose, self._stream
        if kind == "list":
            bullet = stream.choice(["-", "1."])
            return "\n".join(f"{bullet} {prose.marked_up()}" for _ in range(stream.randint(3, 6)))
        if kind == "quote":
            return "\n".join(f"> {prose.sentence()}" for _ in range(2))
        language = stream.choice(sorted(CODE))
        return f"```{language}\n{CODE[language]}```"


def _count(blocks: list[str]) -> int:
    return sum(len(block.split()) for block in blocks)


def _comments(stream: random.Random, published: datetime, count: int) -> Iterator[Comment]:
    prose = Prose(stream)
    when, before = published, ""
    for _ in range(count):
        when += timedelta(seconds=stream.randint(60, 400_000))
        text = _said(stream, prose, before)
        author = f"{stream.choice(FIRST_NAMES)} {stream.choice('ABCDEFGHIJKLM')}."
        yield Comment(author, when, text)
        before = text


def _said(stream: random.Random, prose: Prose, before: str) -> str:
    """One comment; one in ten quotes the one before."""
    length = min(150, max(1, round(math.exp(stream.gauss(3.3, 0.9)))))
    lengths = [length // 2, length - length // 2] if length > 60 else [length]
    paragraphs = [prose.words(max(1, part)) for part in lengths]
    if stream.random() < 0.2:
        paragraphs[-1] += f" {prose.url()}"
    if stream.random() < 0.1:
        paragraphs[-1] += f" {stream.choice(HTMLISH)}"
    if before and stream.random() < 0.1:
        paragraphs.insert(0, "> " + before.split("\n")[0][:100])
    return "\n\n".join(paragraphs)
