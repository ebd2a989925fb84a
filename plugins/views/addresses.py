"""Where a written file is found: from a path in the output to an address. Pure."""

import re
from datetime import date
from urllib.parse import urljoin, urlsplit

from plugins.common.output_paths import address_of

# Nearly all: nothing in it that could lead elsewhere, up, or to another scheme (RFC 3986 §5.2).
_BELOW = re.compile(r"[\w%~-][\w%~.-]*(?:/[\w%~-][\w%~.-]*)*/?(?:#[\w-]+)?", re.ASCII)


def of_year(save_as: str, year: int) -> str:
    """`save_as`: the setting YEAR_ARCHIVE_SAVE_AS; both are empty where years have no page."""
    return address_of(save_as.format(date=date(year, 1, 1)))


def absolute(siteurl: str, address: str) -> str:
    """An address of this site with scheme and host, for feeds, cards and canonical links."""
    base = f"{siteurl.rstrip('/')}/"
    return base + address if _BELOW.fullmatch(address) else urljoin(base, address)


def root(siteurl: str) -> str:
    """What stands before `/…` in a page's links: nothing, or the folder in which the site lives."""
    return urlsplit(siteurl).path.rstrip("/")
