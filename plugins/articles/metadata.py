"""What Pelican knows of a source before it makes an article of it, corrected. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from plugins.articles import header
from plugins.articles.header import Header
from plugins.articles.patterns import known_part
from plugins.common import drafts


def normalise_status(metadata: dict[str, Any], settings: Mapping[str, Any]) -> None:
    """Pelican forgets that what is skipped is a source, and may copy it as a file: a publication takes it for
    a draft."""
    status = str(metadata.get("status", "")).lower()
    if status not in header.STATUSES:
        metadata.pop("status", None)
    else:
        metadata["status"] = "draft" if status == "skip" and drafts.are_withheld(settings) else status


def mark_planned(metadata: dict[str, Any], settings: Mapping[str, Any], is_planned: bool) -> None:
    """What is still to come is left out of a publication as a draft is; in a local build it is a page that
    says so."""
    metadata["planned"] = is_planned and metadata.get("status") not in ("draft", "skip")
    if metadata["planned"] and drafts.are_withheld(settings):
        metadata["status"] = "draft"


def unread(metadata: dict[str, Any]) -> None:
    """Turn dates that another reader (HTML, or a plugin's) has parsed back into text."""
    for name in ("date", "modified"):
        if isinstance(moment := metadata.get(name), datetime):
            metadata[name] = moment.isoformat(" ", "minutes")


def set_address(metadata: dict[str, Any], header: Header, pattern: str) -> None:
    """An address says no more than the date: without a day, none stands in it."""
    if header.date is None or header.date.day is not None or "slug" not in metadata or "url" in metadata:
        return
    if metadata.get("status") != "draft":
        metadata["url"] = known_part(pattern, header.date).format(**metadata)
        metadata["save_as"] = f"{metadata['url'].rstrip('/')}/index.html"
