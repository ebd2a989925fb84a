"""From the text of a source to its HTML, its header as written, and its headings.

One instance of Python-Markdown reads everything: making one costs as much as reading a page.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from markdown import Markdown


@dataclass(frozen=True, slots=True)
class Parsed:
    """`header`: names in lower case and the lines of each; of a field that may hold Markdown, its HTML.
    `toc`: the headings, as Python-Markdown's `toc_tokens`. All of it can be JSON."""

    html: str
    header: Mapping[str, list[str]]
    toc: list[dict[str, Any]]


class Reading:
    """`markdown`: what Python-Markdown is made with; `formatted`: the headers that hold Markdown."""

    def __init__(self, markdown: Mapping[str, Any], formatted: Collection[str]) -> None:
        self._markdown, self._formatted = markdown, formatted
        self._instance: Markdown | None = None

    def parse(self, text: str) -> Parsed:
        """The same for the same text, whatever was read before."""
        md = self._instance = self._instance or Markdown(**self._markdown)
        md.reset()
        html = md.convert(text)
        toc = getattr(md, "toc_tokens", [])
        header = {name.lower(): values for name, values in getattr(md, "Meta", {}).items()}
        for name in self._formatted:
            if name in header:
                header[name] = [self._field(md, "\n".join(header[name]))]
        return Parsed(html, header, toc)

    def _field(self, md: Markdown, text: str) -> str:
        """The HTML of a header: one that begins like a header is none."""
        headers = md.preprocessors["meta"]
        md.preprocessors.deregister("meta")
        meta = md.Meta  # type: ignore[attr-defined]  # the extension's
        try:
            md.reset()
            return md.convert(text)
        finally:
            md.preprocessors.register(headers, "meta", _META)
            md.Meta = meta  # type: ignore[attr-defined]


_META = 27  # the extension's own priority
