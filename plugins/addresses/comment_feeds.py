"""Redirects the former RSS feeds of comments to the Atom feeds, which are the only ones left (docs/feeds.md).
Pure.

There is one for each article, so hosts get one rule and not ten thousand addresses.

/post/2020/12/19/un-billet/comments.rss.xml /feed/comments/rss.xml
"""

import re

from plugins.common.feed_formats import ATOM, RSS

NEW = ATOM.file
_BEFORE = r"([^?]*/(?:feed/comments/|comments\.))"  # a tag named “comments” has an RSS feed
PATTERN = rf"{_BEFORE}{re.escape(RSS.file)}"
"""Matches the path of a former feed; its group followed by NEW is the new path."""
_OLD, _NEW = re.compile(PATTERN), re.compile(rf"{_BEFORE}{re.escape(NEW)}")


def now(path: str) -> str:
    """The present path of a feed that was at `path`; any other path is returned as it is."""
    match = _OLD.fullmatch(path)
    return f"{match[1]}{NEW}" if match else path


def before(path: str) -> str | None:
    """The former RSS path of the comment feed at `path`; None for any other path."""
    match = _NEW.fullmatch(path)
    return f"{match[1]}{RSS.file}" if match else None
