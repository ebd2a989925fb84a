"""Reads the placeholders that Python-Markdown leaves in the text of its tree. They are never changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX

from plugins.typography.languages import is_french
from plugins.typography.signs import LINE, OBJECT

START = STX
"""With what a placeholder begins."""
_PLACEHOLDER = re.compile(f"{STX}[^{STX}{ETX}]*{ETX}")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>[^<>]*)>")
_LANG = re.compile(r"""(?<![\w-])lang\s*=\s*["']?([\w-]*)""", re.IGNORECASE)
_MARKUP = frozenset("\"'&<>")
_TRANSPARENT = "!?/"

UNTOUCHED = frozenset({"code", "pre", "kbd", "samp", "var", "tt", "script", "style", "textarea", "sup", "sub",
                       "math", "svg"})  # fmt: skip
"""Elements whose text is not running prose."""
VOID = frozenset({"area", "embed", "img", "input", "object", "source", "track"})
"""Elements that stand in a line as one thing."""


@dataclass(frozen=True, slots=True)
class Held:
    """A placeholder: how it is written, what the rules see of it, the raw tag it stands for, if any."""

    text: str
    seen: str
    opens: str = ""
    closes: str = ""
    shut: bool = False


def split(text: str, stash: Sequence[Any]) -> Iterator[str | Held]:
    """The text of a node: what may be read as prose, and placeholders, in order."""
    position = 0
    for match in _PLACEHOLDER.finditer(text):
        yield text[position : match.start()]
        yield _held(match[0], stash)
        position = match.end()
    yield text[position:]


def _held(placeholder: str, stash: Sequence[Any]) -> Held:
    number = HTML_PLACEHOLDER_RE.fullmatch(placeholder)
    raw = stash[int(number[1])] if number and int(number[1]) < len(stash) else None
    if not isinstance(raw, str):  # an escaped character, an element, something of another extension
        return Held(placeholder, OBJECT)
    if raw.startswith("<"):
        return _tag(placeholder, raw)
    sign = unescape(raw)  # an entity
    return Held(placeholder, sign if len(sign) == 1 and sign not in _MARKUP else OBJECT)


def _tag(placeholder: str, raw: str) -> Held:
    tag = _TAG.fullmatch(raw.strip())
    if tag is None:  # a comment is nothing; a whole element is a thing
        return Held(placeholder, "" if raw[1:2] in _TRANSPARENT else OBJECT)
    name = tag["name"].lower()
    if name == "br" or name in VOID:
        return Held(placeholder, LINE if name == "br" else OBJECT)
    if tag["end"]:
        return Held(placeholder, "", closes=name)
    lang = _LANG.search(tag["rest"])
    shut = name in UNTOUCHED or (lang is not None and not is_french(lang[1]))
    return Held(placeholder, "", opens=name, shut=shut)
