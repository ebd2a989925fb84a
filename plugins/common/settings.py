"""The settings that are this project's own, each with what holds where a file of settings says nothing of it.

Pelican fills in its own; all others are read through here, so that a site that began with an older
`pelicanconf.py` is built as before. The owner's are named in `site_settings`, too.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        # The site. Pelican knows of zones and of no default; it takes this one for its feeds.
        "TIMEZONE": "UTC",
        "SITE_ADDRESS": "https://blog.example",
        "SITESUBTITLE": "",
        "AUTHOR_LINE": "",
        "MENUITEMS": (),
        "FOOTER_ITEMS": (),
        "FRENCH_TYPOGRAPHY": True,
        # Comments
        "COMMENTS_OPEN": True,
        "COMMENTS_CLOSE_AFTER_DAYS": None,
        "COMMENT_INTAKE_URL": "",
        "COMMENT_MAIL": "",
        "DESK_URL": "/bureau/",
        "COMMENT_ADDRESS_LENGTH": 35,
        # Feeds; an id cannot be made up
        "SITE_ID": None,
        "FEED_ITEMS": 50,
        "FEED_COMMENTS": 500,
        "FEED_TERM_ITEMS": 10,
        # Hosts, and what they let through
        "OLD_SYSTEM": "",
        "HOSTS": (),
        "EMBEDS": (),
        "IMAGES_FROM": (),
        "ALLOW_BROKEN": (),
        "SECURITY": MappingProxyType({}),
        # Builds; `NOW`: the moment that one is made for (`common.moment`), empty for none
        "NOW": "",
        "FASTBUILD": True,
        "STOP_AT": "ERROR",
        "PRECOMPRESS": False,
        "SMALLEST_COPIES": False,
    }
)


def setting(settings: Mapping[str, Any], name: str) -> Any:
    """What the author set, or else the default. Raises KeyError for a name that is not in the table."""
    default = DEFAULTS[name]
    return settings.get(name, default)
