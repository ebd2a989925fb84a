"""Pelican's own links between sources (`{filename}…`), which it looks for in every tag of every text."""

WRITTEN = r"[{|](?P<what>.*?)[|}]"
"""Pelican's default INTRASITE_LINK_REGEX: what such a link begins with, at the beginning of an attribute."""
_BEGINNINGS = tuple(f"{quote}{sign}" for quote in "\"'" for sign in "{|")


def may_link(html: str) -> bool:
    """Whether to look: most texts have nothing that such a link could begin with."""
    return any(beginning in html for beginning in _BEGINNINGS)
