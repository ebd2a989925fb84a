"""Recognises labels of links that an old system made of typed addresses, and perhaps shortened. Pure."""

import re

WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_TORN = re.compile(r"&[a-z]{0,5}\Z")
_SHORTEST_STEM = 8


def whole(label: str, href: str) -> str | None:
    """The address as typed, if the old system made the link; None if somebody wrote the label."""
    label = label.strip()
    if label in (href, href.removesuffix("/")):
        return label
    if WEB.sub("", href).rstrip("/") == label.rstrip("/") and label.startswith("www."):
        return label
    return href if is_cut(label, href) else None


def is_cut(label: str, href: str) -> bool:
    """Whether the label is the beginning of the address, followed by dots.

    Dotclear counts 35 bytes after escaping (class.wiki2xhtml.php:970), so the label may end within `&amp;`.
    """
    stem = label.removesuffix("...") if label.endswith("...") else label.removesuffix("…")
    if stem == label or len(stem) < _SHORTEST_STEM:
        return False
    torn = _TORN.search(stem)
    if torn and href.startswith(stem[: torn.start()]) and href[torn.start() :][:1] in ("&", "<", ">"):
        return True
    return href.startswith(stem) or WEB.sub("", href).startswith(stem)
