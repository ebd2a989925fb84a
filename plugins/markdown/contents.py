"""The headings of a document: their ids, and what a table of contents needs to know of them."""

import html
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, strip_tags, unique

from plugins.common import page_ids

_LEVELS = range(2, 5)
"""Those of the setting `toc_depth`."""


class Contents:
    """The headings of one document, in order. `on_page`: its ids must not clash with those of the page."""

    def __init__(self, on_page: bool = True) -> None:
        self._free = page_ids.beside if on_page else str
        self._ids: set[str] = set()
        self._tokens: list[Any] = []

    def heading(self, level: int, inner: str) -> str:
        """The HTML element of a heading. `inner`: its content, as HTML."""
        name = strip_tags(inner) if "<" in inner else " ".join(inner.split())
        identifier = unique(self._free(slugify(html.unescape(name), "-")), self._ids)
        if level in _LEVELS:
            token = {"level": level, "id": identifier, "name": name, "html": inner.strip()}
            self._tokens.append({**token, "data-toc-label": ""})
        return f'<h{level} id="{identifier}">{inner}</h{level}>'

    def nested(self) -> list[dict[str, Any]]:
        """As Python-Markdown's `toc_tokens`."""
        nested: list[Any] = nest_toc_tokens(list(self._tokens))
        return nested
