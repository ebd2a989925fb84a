"""Addresses of pages: from a path in the output to a relative or absolute address. Pure."""

import re
from datetime import date
from urllib.parse import urljoin, urlsplit

from plugins.common.output_paths import address_of

# Matches nearly all addresses: no host, no scheme and no `..` (RFC 3986 §5.2), so that they can be appended.
_BELOW = re.compile(r"[\w%~-][\w%~.-]*(?:/[\w%~-][\w%~.-]*)*/?(?:#[\w-]+)?", re.ASCII)


def of_year(save_as: str, year: int) -> str:
    """The address of a year's page; "" if years have none. `save_as`: the setting YEAR_ARCHIVE_SAVE_AS."""
    return address_of(save_as.format(date=date(year, 1, 1)))


def absolute(siteurl: str, address: str) -> str:
    """The absolute form of an address of this site, for feeds, social cards and canonical links."""
    base = f"{siteurl.rstrip('/')}/"
    return base + address if _BELOW.fullmatch(address) else urljoin(base, address)


def root(siteurl: str) -> str:
    """The prefix of links such as `/…`: "", or the folder of the site if it is not at the root of its
    host."""
    return urlsplit(siteurl).path.rstrip("/")
