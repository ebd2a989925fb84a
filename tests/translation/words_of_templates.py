"""What a template says outside of the catalogues."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from plugins.views import translated

SEEN = {"title", "alt", "aria-label", "placeholder", "label"}
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TEXT = re.compile(r"\"([^\"]*)\"")
_ATTRIBUTE = re.compile(r"([a-z-]+)=\"[^\"]*\"")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_A_WORD = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+|\b[A-ZÀ-Þ][^\W\d_A-Z]+|\w*[^\W\x00-\x7f]\w*")


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_code = tag == "code"  # commands, and names of settings
        values = dict(attrs)
        self.found += [value for name, value in attrs if name in SEEN and value]
        if tag == "meta" and values.get("name") == "description":
            self.found.append(values.get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        self._is_code = False

    def handle_data(self, data: str) -> None:
        if not self._is_code:
            self.found.append(data)


def outside(source: str) -> Iterator[str]:
    """Texts with a word that no catalogue has: of elements, of attributes, of expressions."""
    rest = translated.without(_COMMENT.sub("", source))
    for tag in _TAG.findall(rest):
        if not tag.startswith(("{% extends", "{% import", "{% from", "{% include")):
            yield from (text for text in _TEXT.findall(tag) if _A_WORD.search(text))
    parser = _Seen()
    parser.feed(_TAG.sub("", rest))
    found = (_ATTRIBUTE.sub(_if_seen, text) for text in parser.found)
    yield from (text.strip() for text in found if _LETTERS.search(unescape(text)))


def _if_seen(attribute: re.Match[str]) -> str:
    """Of a macro that makes attributes."""
    return attribute[0] if attribute[1] in SEEN else ""
