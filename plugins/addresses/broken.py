"""Finds broken links in an article or a page, with their lines. Does not import Pelican."""

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
    """The broken addresses in the text and the summary of `content`, Pelican's article or page, with the
    reason. `articles.inspection` checks links between sources."""
    html, page = content._content or "", page_of(content)
    headers = (content.metadata.get(name) for name in settings["FORMATTED_FIELDS"])
    texts = [html, *(value for value in headers if isinstance(value, str))]
    between = re.compile(settings["INTRASITE_LINK_REGEX"])
    reasons = {
        address: published.wrong(address, page, html)
        for text in texts
        for address in internal.found(text, published.site)
        if not between.match(address)
    }
    return {address: why for address, why in reasons.items() if why}


def page_of(content: Any) -> str:
    """The path of its page, relative to the site's address."""
    return path_of(str(content.save_as))


def problems(content: Any, dead: Mapping[str, str], settings: Mapping[str, Any]) -> Iterator[Problem]:
    """A problem for each broken address, except those that ALLOW_BROKEN allows."""
    name = str(content.relative_source_path)
    forbidden = {address: why for address, why in dead.items() if not may_be_broken(settings, name, address)}
    if forbidden:
        lines = Lines(Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace"))
        where = f"{Path(content.settings['PATH']).name}/{name}"
        for address, why in forbidden.items():
            line = lines.of(f"({address}", address, escape(address), unquote(address))
            yield Problem(where, line, f"“{address}” {why}", _HINT)
