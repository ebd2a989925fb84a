"""What must hold of a page of hostile comments; every breach has a kind."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from plugins.comments import links
from plugins.comments.markup import REL
from plugins.common.text import clean, one_line
from tests.audit.hostile.page import Doors, Element, Look, Reader, Seen, write
from tests.comments.folded import folded

TYPED = {"p": [], "br": [], "a": ["href", "title", "rel"], "span": ["class"]}
IMPORTED = {
    "p", "br", "a", "em", "strong", "blockquote", "ul", "ol", "li", "code", "pre", "del", "ins", "q", "sub",
    "sup",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that must not be. `text` is what was typed; None where it is the page's as a whole."""

    kind: str
    text: str | None
    what: object


Promise = Callable[[str, Seen], Iterator[Breach]]


def breaches(reader: Reader, doors: Doors, promise: Promise, texts: Sequence[str]) -> list[Breach]:
    """All breaches of one page."""
    look = reader.look(write(doors, texts))
    found = list(_of_page(look, texts))
    for text, seen in zip(texts, look.comments, strict=False):  # a broken page has too few
        if set(seen.names) != {one_line(text)}:
            found.append(Breach("attribute", text, seen.names))
        found += promise(text, seen)
    return found


def _of_page(look: Look, texts: Sequence[str]) -> Iterator[Breach]:
    yield from (Breach("execution", None, what) for what in look.executions)
    yield from (Breach("request", None, what) for what in look.requests)
    yield from (Breach("escape", None, element) for element in look.outside)
    if len(look.comments) != len(texts):
        yield Breach("escape", None, f"{len(look.comments)} comments of {len(texts)}")
    try:
        data = json.loads(look.data)
    except ValueError as error:
        data = error
    if data != [one_line(text) for text in texts]:
        yield Breach("data", None, data)


def typed(text: str, seen: Seen) -> Iterator[Breach]:
    """A comment as typed: its text is kept, the addresses that the linker finds are links, nothing else."""
    if seen.text != folded(text):
        yield Breach("text", text, seen.text)
    for element in seen.elements:
        if list(element.attributes) != {"a": ["href", "title", "rel"], "span": ["class"]}.get(
            element.name, []
        ):
            yield Breach("attribute", text, element)
        if element.name not in {"p", "br", "a", "span"}:
            yield Breach("element", text, element)
    found = [e.attributes for e in seen.elements if e.name == "a"]
    wanted = [{"href": link.href, "title": link.href, "rel": REL} for link in links.find(clean(text))]
    if found != wanted:
        yield Breach("link", text, found)
    yield from _targets(text, seen.elements)


def imported(text: str, seen: Seen) -> Iterator[Breach]:
    """A comment of an old system: elements of the list, and links of the web."""
    for element in seen.elements:
        if element.name not in IMPORTED:
            yield Breach("element", text, element)
        if set(element.attributes) - {"href", "rel"} or (element.attributes and element.name != "a"):
            yield Breach("attribute", text, element)
        if element.attributes.get("rel", REL) != REL:
            yield Breach("attribute", text, element)
    yield from _targets(text, seen.elements)


def _targets(text: str, elements: Sequence[Element]) -> Iterator[Breach]:
    """As the browser reads addresses, not as we do."""
    for element in elements:
        if element.target is not None:
            protocol, user, host = element.target
            if protocol not in {"http:", "https:"} or user or not host:
                yield Breach("target", text, element)
