"""What an author's HTML would do to the page around it: elements left open, which take in all that follows,
ends of elements that are not theirs, and ids that are the page's own. Pure.

A browser mends less than it seems: behind `<textarea>` all is text, behind `<b>` all is bold (HTML §13.2.6).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plugins.common import page_ids

_APART = (
    "svg|math|textarea|title|style|script|iframe|noscript|xmp"  # what is in them has other rules, or none
)
_TAG = re.compile(
    rf"""<!--.*?-->|<(?P<apart>{_APART})\b[^>]*>.*?</(?P=apart)>"""
    r"""|<(?P<end>/?)(?P<name>[a-z][^\s/<>]*)(?:[^<>"']|"[^"]*"|'[^']*')*+>""",
    re.DOTALL | re.IGNORECASE,
)
_AROUND = frozenset(("main", "article", "div"))
"""Elements of the page in which the text stands: an end of one too many closes them."""
_VOID = "area base br col embed hr img input link meta param source track wbr"
_ENDED = "p li dt dd option optgroup rp rt thead tbody tfoot tr td th colgroup caption html head body"
_NEVER_OPEN = frozenset(f"{_VOID} {_ENDED}".split())
"""Void elements (HTML §13.1.2), and those that end by themselves (§13.1.2.4)."""
_ID = re.compile(rf"id=[\"']?(?P<id>{'|'.join(sorted(page_ids.OWN))}|{page_ids.COMMENT}[0-9]+)(?=[\"'\s>])")


_EVERYDAY = "p|li|a|em|strong|code|pre|ul|ol|blockquote|h[1-6]|img|br|hr|span|sup"
_RARE = re.compile(rf"<(?!/?(?:{_EVERYDAY})\b|div class=\"highlight\">|/div>)[A-Za-z/]")
_ALONE = ("<img", "<br", "<hr")


class Fault(NamedTuple):
    """`written`: what it is found by in the source, one of these, at its `nth` place there."""

    written: tuple[str, ...]
    nth: int
    what: str
    hint: str


def faults(html: str) -> Iterator[Fault]:
    if _RARE.search(html) or not _is_even(html):
        yield from _ends(html)
    yield from _ids(html)


def _is_even(html: str) -> bool:
    """Whether as many tags end as begin: a fifth of the time, and enough for nearly all texts."""
    return html.count("<") - sum(map(html.count, _ALONE)) == 2 * html.count("</")


def _ends(html: str) -> Iterator[Fault]:
    """Elements may cross each other, which browsers mend; each has to begin and to end."""
    opened: dict[str, list[tuple[str, int]]] = {}
    seen: dict[str, int] = {}
    for tag in _TAG.finditer(html):
        name = (tag["name"] or "").lower()
        if not name or name in _NEVER_OPEN:
            continue
        seen[tag[0]] = seen.get(tag[0], 0) + 1
        own = opened.setdefault(name, [])
        if not tag["end"]:
            own.append((tag[0], seen[tag[0]]))
        elif own:
            own.pop()
        elif name in _AROUND:
            yield Fault((tag[0],), seen[tag[0]], f"“{tag[0]}” ends an element of the page", "Delete it.")
    for name, left in opened.items():
        for written, nth in left:
            what = f"“{written}” is never closed: it takes in the rest of the page"
            yield Fault((written,), nth, what, _end(name))


def _end(name: str) -> str:
    return f"Write </{name}> where it ends; to show the tag itself, write it between `…`."


def _ids(html: str) -> Iterator[Fault]:
    for found in _ID.finditer(html):
        begin = html.rfind("<", 0, found.start())
        tag = _TAG.match(html, begin) if begin >= 0 else None
        if tag and tag.end() > found.start():
            what = f"the id “{found['id']}” is the page's own: links to its place would lead here"
            yield Fault((found[0], f"#{found['id']}"), 1, what, "Give it another id.")
