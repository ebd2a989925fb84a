"""Converts everyday Markdown to HTML in one pass, with the same bytes as Python-Markdown; declines all else.

Python-Markdown applies forty patterns to a text and builds a tree; nearly all documents need few of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plugins.comments.links import may_hold_one
from plugins.markdown import blocks, header, indentation, passages, source
from plugins.markdown.blocks import Block, Code, Heading, Items, Paragraph, Quote
from plugins.markdown.contents import Contents
from plugins.markdown.declined import Declined
from plugins.markdown.fences import HELD, Fences
from plugins.markdown.settings import MarkdownSettings
from plugins.typography.finish import finished
from plugins.typography.languages import is_french


@dataclass(frozen=True, slots=True)
class Document:
    """`header`: names in lower case and the lines of each; `toc`: as Python-Markdown's `toc_tokens`."""

    html: str
    header: dict[str, list[str]]
    toc: list[dict[str, Any]]


class Reader:
    """Reads documents by the given settings."""

    def __init__(self, known: MarkdownSettings) -> None:
        self._lang, self._extended = known.lang, known.extended
        self._fences = Fences(known.highlighting)

    def read(self, text: str) -> Document | None:
        """A document with its header; None if Python-Markdown has to read it."""
        if not text.strip():
            return None
        fields, body = header.split(source.even(text))
        contents = Contents(self._extended)
        try:
            html = self._body(body, self._language(fields), contents)
        except Declined:
            return None
        return Document(html, fields, contents.nested())

    def field(self, text: str, fields: dict[str, list[str]]) -> str | None:
        """The HTML of `text`, a field of the header `fields`; None if Python-Markdown has to read it."""
        try:
            return self._body(
                source.even(text, headed=False), self._language(fields), Contents(self._extended)
            )
        except Declined:
            return None

    def _language(self, fields: dict[str, list[str]]) -> str:
        """The language of the document's typography; "" if there is none."""
        return "" if self._lang is None else " ".join(fields.get("lang", [])) or self._lang

    def _body(self, text: str, lang: str, contents: Contents) -> str:
        regular = indentation.regular(text)
        if not self._extended and (regular != text or "\t" in text or may_hold_one(text)):
            raise Declined
        rest, codes = self._fences.take(regular)
        source.check(rest.replace(HELD, ""))
        row = blocks.read(rest)
        inner = passages.html(blocks.texts(row), is_french(lang))
        html = _Writing(codes, inner, contents).html(row).strip()
        return finished(html, lang)


class _Writing:
    """Writes blocks as HTML. `inner`: the HTML of their texts, in order."""

    def __init__(self, codes: list[str], inner: Iterator[str], contents: Contents) -> None:
        self._codes, self._inner, self._contents = codes, inner, contents

    def html(self, row: list[Block]) -> str:
        return "\n".join(map(self._block, row))

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return f"<p>{next(self._inner)}</p>"
        if isinstance(block, Heading):
            return self._contents.heading(block.level, next(self._inner))
        if isinstance(block, Items):
            items = "\n".join(f"<li>{next(self._inner)}</li>" for _ in block.texts)
            return f"<{block.tag}>\n{items}\n</{block.tag}>"
        if isinstance(block, Quote):
            return f"<blockquote>\n{self.html(block.blocks)}\n</blockquote>"
        return self._codes[block.number] if isinstance(block, Code) else "<hr>"
