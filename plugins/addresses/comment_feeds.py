"""Feeds of comments were RSS beside Atom, and are Atom alone (docs/feeds.md): who asks for an old one is led
on. There is one for each article, so hosts are told a rule and not ten thousand addresses. Pure.

    /post/2020/12/19/un-billet/comments.rss.xml    /feed/comments/rss.xml
"""

import re

from plugins.common.feed_formats import ATOM, RSS

NEW = ATOM.file
_BEFORE = r"([^?]*/(?:feed/comments/|comments\.))"  # a tag named “comments” has an RSS feed
PATTERN = rf"{_BEFORE}{re.escape(RSS.file)}"
"""Of an old one; its group and NEW are the new one."""
_OLD, _NEW = re.compile(PATTERN), re.compile(rf"{_BEFORE}{re.escape(NEW)}")


def now(path: str) -> str:
    """Where what was at a path is today: any other path stays what it is."""
    found = _OLD.fullmatch(path)
    return f"{found[1]}{NEW}" if found else path


def before(path: str) -> str | None:
    """The address that the feed of comments at this path had as RSS; None for any other path."""
    found = _NEW.fullmatch(path)
    return f"{found[1]}{RSS.file}" if found else None
