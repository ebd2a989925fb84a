"""Addresses in an article or a page that lead nowhere, with their lines. Knows nothing of Pelican."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from plugins.addresses import internal
from plugins.addresses.internal import PublishedSite
from plugins.common.errors import Problem
from plugins.common.lines import Lines
from plugins.common.output_paths import path_of
from plugins.policy.allowed import may_be_broken

_HINT = "Mend the address, or name it, or the file, in ALLOW_BROKEN (docs/writing.md)."


def dead(content: Any, published: PublishedSite, settings: Mapping[str, Any]) -> dict[str, str]:
    """Its addresses that lead nowhere, in its text and its summary, and why. `content`: Pelican's. Of links
    between sources `articles.inspection` tells."""
    html, page = content._content or "", page_of(content)
    headers = (content.metadata.get(name) for name in settings["FORMATTED_FIELDS"])
    texts = [html, *(value for value in headers if isinstance(value, str))]
    between = re.compile(settings["INTRASITE_LINK_REGEX"])
    wrong = {
        address: published.wrong(address, page, html)
        for text in texts
        for address in internal.found(text, published.site)
        if not between.match(address)
    }
    return {address: why for address, why in wrong.items() if why}


def page_of(content: Any) -> str:
    """Where it is shown, below the site's address."""
    return path_of(str(content.save_as))


def problems(content: Any, dead: Mapping[str, str], settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Of those that may not be broken."""
    name = str(content.relative_source_path)
    left = {address: why for address, why in dead.items() if not may_be_broken(settings, name, address)}
    if left:
        lines = Lines(Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace"))
        where = f"{Path(content.settings['PATH']).name}/{name}"
        for address, why in left.items():
            line = lines.of(f"({address}", address, escape(address), unquote(address))
            yield Problem(where, line, f"“{address}” {why}", _HINT)
