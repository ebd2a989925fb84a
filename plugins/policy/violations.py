"""Finds what the site's Content-Security-Policy would block in an author's HTML. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from plugins.common.errors import Problem
from plugins.common.lines import Lines
from plugins.policy.allowed import AllowedHosts

_IMAGE = "Put it into content/images/, or name its host in IMAGES_FROM."
_MEDIA = "Put it into content/images/, or write a link to it."
_FRAME = "Name its host in EMBEDS, or write a link to it."
_LOOKS = "Write a class, and its looks into the theme."
_NEVER = {
    "script": "Leave it out: no page of this site runs a script.",
    "style": "Leave it out: what a page looks like is said by the theme.",
    "object": "Write an image, a video or a link instead.",
    "embed": "Write an image, a video or a link instead.",
    "applet": "Leave it out.",
    "frame": "Write a link to it.",
    "base": "Leave it out: it would lead all links of the page elsewhere.",
}
# HTML §4.8, SVG 2 §12: attributes with the address of an image, and of a video or sound.
_IMAGES = {"img": ("src",), "input": ("src",), "video": ("poster",), "image": ("href", "xlink:href")}
_MEDIAS = {"video": ("src",), "audio": ("src",), "source": ("src",), "track": ("src",)}
_SETS = ("img", "source")
# Parsing takes a hundred times as long as finding that there is nothing to report. Each pattern begins with
# literal text, because one that begins with alternatives takes ten times as long.
_SUSPECTS = (
    re.compile(f"<(?:{'|'.join(('iframe', 'link', 'form', *_NEVER))})"),
    re.compile(rf"<(?:{'|'.join(dict.fromkeys((*_IMAGES, *_MEDIAS)))})\b[^>]*?(?://|data:|blob:)"),
    re.compile(r"style(?<=[\s\"'/]style)\s*="),
    re.compile(r"on(?<=[\s\"'/]on)[a-z]+\s*="),
)


@dataclass(frozen=True, slots=True)
class Violation:
    """`what`: as written in the page. `needle`, `address`: texts by which its line is found in the source."""

    what: str
    needle: str
    address: str
    hint: str


def is_suspect(html: str) -> bool:
    """A quick test: False only if there are certainly no violations."""
    low = html.lower()
    return "javascript:" in low or any(pattern.search(low) for pattern in _SUSPECTS)


def found(html: str, allowed: AllowedHosts) -> list[Violation]:
    """All violations on a page, in order."""
    return _ViolationFinder(html, allowed).found if is_suspect(html) else []


def problems(found: list[Violation], source: str, where: str) -> Iterator[Problem]:
    """A problem for each violation, with its line in the `source` if it can be found there."""
    lines = Lines(source)
    for violation in found:
        address = violation.address
        line = lines.of(address, escape(address), violation.needle)
        what = f"{violation.what} is not let through by the site's policy"
        yield Problem(where, line, what, violation.hint)


class _ViolationFinder(HTMLParser):
    def __init__(self, html: str, allowed: AllowedHosts) -> None:
        super().__init__()
        self.found: list[Violation] = []
        self._allowed = allowed
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: (value or "").strip() for name, value in reversed(attrs)}
        if (
            tag in _NEVER and attributes.get("type") != "application/ld+json"
        ):  # data, not executed (CSP3 §4.2)
            address = attributes.get("src") or attributes.get("data", "")
            self._refuse(f"<{tag}>", f"<{tag}", address, _NEVER[tag])
        self._frame(tag, attributes)
        for address in _images(tag, attributes):
            if not self._allowed.allows_image(address):
                self._refuse(f"<{tag}> from {address}", "", address, _IMAGE)
        for name in _MEDIAS.get(tag, ()):
            if not self._allowed.own(attributes.get(name, "")):
                self._refuse(f"<{tag}> from {attributes[name]}", "", attributes[name], _MEDIA)
        self._attributes(tag, attributes)

    def _frame(self, tag: str, attributes: dict[str, str]) -> None:
        address = attributes.get("src", "")
        if tag == "iframe" and not self._allowed.allows_frame(address):
            self._refuse("<iframe>", "<iframe", address, _FRAME)
        if tag == "link" and not self._allowed.own(attributes.get("href", "")):
            self._refuse("<link>", "<link", attributes["href"], "Leave it out.")
        if tag == "form" and not self._allowed.own(attributes.get("action", "")):
            self._refuse("<form>", "<form", attributes["action"], "Write a link to the page with the form.")

    def _attributes(self, tag: str, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if name == "style":
                self._refuse(f"style={value}", "style=", "", _LOOKS)
            elif name.startswith("on"):
                self._refuse(f"{name}=", f"{name}=", "", _NEVER["script"])
            elif value.lower().startswith("javascript:"):
                self._refuse("javascript:", "javascript:", "", _NEVER["script"])

    def _refuse(self, what: str, needle: str, address: str, hint: str) -> None:
        self.found.append(Violation(what, needle, address, hint))


def _images(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    for name in _IMAGES.get(tag, ()):
        yield attributes.get(name, "")
    if tag in _SETS and "srcset" in attributes:  # HTML §4.8.4.2.1: an address, then perhaps a width
        yield from (part.split()[0] for part in re.split(r",\s+", attributes["srcset"]) if part.strip(" ,"))
