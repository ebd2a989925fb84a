"""Links to feeds, for templates."""

from dataclasses import dataclass
from functools import cache

from plugins.common.feed_formats import FeedKind


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed in one format. `label`: the name of the format."""

    url: str
    label: str
    media_type: str


@cache
def feed_links(kind: FeedKind, url: str = "") -> tuple[FeedLink, ...]:
    """The feeds of the page at `url`; without one, of the site."""
    return tuple(
        FeedLink(path, feed_format.label, feed_format.media_type) for feed_format, path in kind.paths(url)
    )
