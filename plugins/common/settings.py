"""This project's own settings, with their defaults.

Pelican has defaults for its own settings; all others are read through `setting`, so that a site with an older
`pelicanconf.py` still builds. Those for owners are listed in `site_settings` too.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        # The site. Pelican has no default for TIMEZONE, and uses UTC for its feeds.
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
        # Feeds; there is no default for the id, which must be unique
        "SITE_ID": None,
        "FEED_ITEMS": 50,
        "FEED_COMMENTS": 500,
        "FEED_TERM_ITEMS": 10,
        # Hosts, and the content that they allow
        "OLD_SYSTEM": "",
        "HOSTS": (),
        "EMBEDS": (),
        "IMAGES_FROM": (),
        "ALLOW_BROKEN": (),
        "SECURITY": MappingProxyType({}),
        # Builds; `NOW`: the moment that the build is made for (`common.moment`), or ""
        "NOW": "",
        "FASTBUILD": True,
        "STOP_AT": "ERROR",
        "PRECOMPRESS": False,
        "SMALLEST_COPIES": False,
    }
)


def setting(settings: Mapping[str, Any], name: str) -> Any:
    """The value of a setting, or its default. Raises KeyError for a name that is not in the table."""
    default = DEFAULTS[name]
    return settings.get(name, default)
