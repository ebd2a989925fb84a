"""Finished HTML as a row of tags and texts, each byte in its place, with what is prose marked. Linear."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plugins.typography.languages import is_french
from plugins.typography.shield import is_address

# Possessive, so that an unfinished tag is given up in one pass.
_TAG = re.compile(r"""</?(?P<name>[A-Za-z][^\s/>]*+)(?P<rest>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_LANG = re.compile(r"""(?<![\w-])lang\s*=\s*["']?([\w-]*)""", re.IGNORECASE)
_CLASS = re.compile(r"""(?<![\w-])class\s*=\s*["']?caps\b""", re.IGNORECASE)
_RAW = frozenset({"script", "style", "textarea", "title"})
_UNTOUCHED = _RAW | {"code", "pre", "kbd", "samp", "var", "tt", "math", "svg"}


class Token(NamedTuple):
    """A tag (with its name; `/` before it if it ends an element) or a text; `prose` if it may be changed."""

    text: str
    name: str = ""
    shuts: bool = False
    prose: bool = False


def tokens(html: str) -> list[Token]:
    """All of `html` in order. What follows an unfinished tag or comment is one text that is not prose."""
    return list(_prose(list(_cut(html))))


def _cut(html: str) -> Iterator[Token]:
    position = 0
    while (start := html.find("<", position)) >= 0:
        if not (html[start + 1 : start + 2].isalpha() or html[start + 1 : start + 2] in ("/", "!", "?")):
            start += 1
            yield Token(html[position:start])
            position = start
            continue
        yield Token(html[position:start])
        token = _at(html, start)
        yield token
        position = start + len(token.text)
    yield Token(html[position:])


def _at(html: str, start: int) -> Token:
    """The tag, comment or raw element that begins at `start`; all the rest if it never ends."""
    if html.startswith(("<!", "<?"), start):
        sign = "-->" if html.startswith("<!--", start) else ">"
        end = html.find(sign, start)
        return Token(html[start : end + len(sign)] if end >= 0 else html[start:], "!")
    tag = _TAG.match(html, start)
    if tag is None:
        return Token(html[start:], "!")
    name = tag["name"].lower()
    if html[start + 1] == "/":
        return Token(tag[0], f"/{name}")
    if name in _RAW:
        return Token(_raw_element(html, start, tag.end(), name), "!")
    lang = _LANG.search(tag["rest"])
    foreign = lang is not None and not is_french(lang[1])
    return Token(tag[0], name, foreign or name in _UNTOUCHED or bool(_CLASS.search(tag["rest"])))


def _raw_element(html: str, start: int, after: int, name: str) -> str:
    end = re.compile(f"</{name}\\s*>", re.IGNORECASE).search(html, after)
    return html[start : end.end() if end else len(html)]


def _prose(row: Sequence[Token]) -> Iterator[Token]:
    """The same with prose marked: texts outside of every element that shuts changes out."""
    outermost, depth = "", 0
    for index, token in enumerate(row):
        if depth:
            depth += (token.name == outermost) - (token.name == f"/{outermost}")
        elif token.shuts or (token.name == "a" and is_address(_label(row, index))):
            outermost, depth = token.name, 1
        yield Token(token.text, token.name, token.shuts, prose=not depth and not token.name)


def _label(row: Sequence[Token], link: int) -> str:
    """The text of the link that begins at `row[link]`."""
    parts = []
    for index in range(link + 1, len(row)):
        if row[index].name in ("a", "/a"):
            break
        parts.append("" if row[index].name else row[index].text)
    return "".join(parts)
