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
from plugins.policy.allowed import may_be_broken

_HINT = "Mend the address, or name it, or the file, in ALLOW_BROKEN."


def problems(content: Any, published: PublishedSite, settings: Mapping[str, Any]) -> Iterator[Problem]:
    """`content`: Pelican's."""
    html, page = content._content or "", content.save_as.removesuffix("index.html")
    between = re.compile(
        settings["INTRASITE_LINK_REGEX"]
    )  # of links between sources `articles.inspection` tells
    wrong = {
        address: published.wrong(address, page, html)
        for address in internal.found(html, published.site)
        if not between.match(address)
    }
    name = str(content.relative_source_path)
    left = {
        address: why for address, why in wrong.items() if why and not may_be_broken(settings, name, address)
    }
    if left:
        lines = Lines(Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace"))
        where = f"{Path(content.settings['PATH']).name}/{name}"
        for address, why in left.items():
            line = lines.of(f"({address}", address, escape(address), unquote(address))
            yield Problem(where, line, f"“{address}” {why}", _HINT)
