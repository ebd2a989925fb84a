"""Exports of old systems, as long as one likes: an article for each hundred comments, invented French."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from bench.links.corpus import comments

PER_ARTICLE = 100
_BEGIN = datetime(2010, 1, 1, 8, tzinfo=UTC)
_TEXTS = comments()[:500]
_ATOM = (
    '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"'
    ' xmlns:thr="http://purl.org/syndication/thread/1.0">\n'
)
_KIND = "http://schemas.google.com/blogger/2008/kind#"


def _moment(number: int) -> datetime:
    return _BEGIN + timedelta(minutes=number)


def _text(number: int) -> str:
    return _TEXTS[number % len(_TEXTS)]


def _articles(count: int) -> Iterator[tuple[int, range]]:
    """The number of each, and those of its comments."""
    return ((first, range(first + 1, first + PER_ARTICLE + 1)) for first in range(0, count, PER_ARTICLE))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def blogger(count: int) -> Iterator[str]:
    yield _ATOM
    for article, under in _articles(count):
        at = f'<link rel="alternate" href="http://a.example/2010/01/billet-{article}.html"/>'
        yield _entry("post", article, f"<title>Billet {article}</title>{at}")
        for number in under:
            ref = f'<thr:in-reply-to ref="tag:blogger.com,1999:blog-1.post-{article}"/>'
            yield _entry("comment", number, ref)
    yield "</feed>\n"


def _entry(kind: str, number: int, more: str) -> str:
    head = f"<id>tag:blogger.com,1999:blog-1.post-{number}</id>"
    who = f"<author><name>Lecteur {number % 97}</name></author>"
    told = f'<published>{_moment(number).isoformat()}</published><category term="{_KIND}{kind}"/>'
    return f'<entry>{head}{who}{told}<content type="html">{_escaped(_text(number))}</content>{more}</entry>\n'


def movabletype(count: int) -> Iterator[str]:
    for article, under in _articles(count):
        yield (
            f"AUTHOR: Claire\nTITLE: Billet {article}\nBASENAME: billet_{article}\nSTATUS: Publish\n"
            f"DATE: {_moment(article):%m/%d/%Y %I:%M:%S %p}\n-----\nBODY:\n{_text(article)}\n-----\n"
        )
        for number in under:
            yield (
                f"COMMENT:\nAUTHOR: Lecteur {number % 97}\nEMAIL: \nIP: \nURL: \n"
                f"DATE: {_moment(number):%m/%d/%Y %I:%M:%S %p}\n{_text(number)}\n-----\n"
            )
        yield "--------\n"


def overblog(count: int) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<root><posts>\n'
    for article, under in _articles(count):
        yield (
            f"<post><title>Billet {article}</title><slug>2010/01/billet-{article}.html</slug>"
            f"<status>2</status><published_at>{_moment(article).isoformat()}</published_at>"
            f"<content>{_escaped(_text(article))}</content><comments>\n"
        )
        for number in under:
            yield (
                f"<comment><author_name>Lecteur {number % 97}</author_name><status>1</status>"
                f"<published_at>{_moment(number).isoformat()}</published_at>"
                f"<content>{_escaped(_text(number))}</content></comment>\n"
            )
        yield "</comments></post>\n"
    yield "</posts></root>\n"


def remark42(count: int) -> Iterator[str]:
    yield '{"version":1,"users":[],"posts":[]}\n'
    for article, under in _articles(count):
        for number in under:
            said = {
                "id": f"c{number}", "pid": "", "text": f"<p>{_escaped(_text(number))}</p>\n",
                "user": {"name": f"Lecteur {number % 97}"}, "time": _moment(number).isoformat(),
                "locator": {"url": f"https://a.example/post/2010/01/01/billet-{article}/"},
            }  # fmt: skip
            yield f"{json.dumps(said, ensure_ascii=False)}\n"


EXPORTS: dict[str, Callable[[int], Iterator[str]]] = {
    "blogger": blogger, "movabletype": movabletype, "overblog": overblog, "remark42": remark42,
}  # fmt: skip
OPTIONS = {"overblog": ("--status", "1"), "movabletype": ("--timezone", "Europe/Paris")}


def sources(system: str, count: int) -> Iterator[tuple[str, str]]:
    """The articles that must be there before: a service has comments only."""
    if system == "remark42":
        for article, _ in _articles(count):
            slug = f"billet-{article}"
            yield f"articles/{slug}.md", f"Title: {slug}\nDate: 2010-01-01\nSlug: {slug}\n\nUn mot.\n"
