"""From the text of a source to its HTML, its header as written, and its headings.

Everyday Markdown is read by `plugins.markdown`, in a third of the time; Python-Markdown reads the rest, and
everything where its settings are others. One instance of it does: making one costs as much as reading a page.
"""

import codecs
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markdown import Markdown

from plugins.articles import bare_links
from plugins.markdown.document import Reader
from plugins.markdown.settings import supported
from plugins.typography.extension import convert


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """`header`: names in lower case and the lines of each; of a field that may hold Markdown, its HTML.
    `toc`: the headings, as Python-Markdown's `toc_tokens`. All of it is plain values."""

    html: str
    header: Mapping[str, list[str]]
    toc: list[dict[str, Any]]


def decoded(source: bytes) -> str:
    """The text of a source, with line ends as LF. Raises UnicodeDecodeError for what is not UTF-8."""
    text = source.removeprefix(codecs.BOM_UTF8).decode()
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class SourceParser:
    """`markdown`: what Python-Markdown is made with; `formatted`: the headers that hold Markdown."""

    def __init__(self, markdown: Mapping[str, Any], formatted: Collection[str]) -> None:
        self._markdown, self._formatted = markdown, formatted
        self._instance: Markdown | None = None

    def parse(self, text: str) -> ParsedSource:
        """What the text says. It depends on nothing that was read before."""
        return self.everyday(text) or self.thoroughly(text)

    @cached_property
    def _reader(self) -> Reader | None:
        """Pelican completes the settings after this was made, so they are looked at late."""
        settings = supported(self._markdown)
        return Reader(settings) if settings else None

    def everyday(self, text: str) -> ParsedSource | None:
        """What our own reader makes of the text; None if it declines."""
        document = self._reader.read(text) if self._reader else None
        if self._reader is None or document is None:
            return None
        header = dict(document.header)
        for name in self._formatted:
            if name in header:
                html = self._reader.field("\n".join(header[name]), document.header)
                if html is None:
                    return None
                header[name] = [html]
        return ParsedSource(bare_links.marked(document.html), header, document.toc)

    def thoroughly(self, text: str) -> ParsedSource:
        """What Python-Markdown makes of the text: the same bytes."""
        md = self._instance = self._instance or Markdown(**self._markdown)
        md.reset()
        html = convert(md, text)
        toc = getattr(md, "toc_tokens", [])
        header = {name.lower(): values for name, values in getattr(md, "Meta", {}).items()}
        for name in self._formatted:
            if name in header:
                header[name] = [self._field(md, "\n".join(header[name]))]
        return ParsedSource(bare_links.marked(html), header, toc)

    def _field(self, md: Markdown, text: str) -> str:
        """The HTML of a header: one that begins like a header is none."""
        headers = md.preprocessors["meta"]
        md.preprocessors.deregister("meta")
        meta = md.Meta  # type: ignore[attr-defined]  # the extension's
        try:
            md.reset()
            return convert(md, text)
        finally:
            md.preprocessors.register(headers, "meta", _META)
            md.Meta = meta  # type: ignore[attr-defined]


_META = 27  # the extension's own priority
