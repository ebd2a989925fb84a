"""Addresses of the old blog as paths: they lead to the new host's files and old addresses. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_IN_HTML = re.compile(
    r"(?P<start>\b(?:href|src|poster)\s*=\s*[\"'])(?P<address>(?:https?:/)?/[^\"'\s]+)", re.IGNORECASE
)
_FILES_OF_COM = ".files.wordpress.com"
_MEDIA = "/wp-content/"
_UPLOADS = "/wp-content/uploads"


@dataclass(frozen=True, slots=True)
class Home:
    """`host`: without `www.`; `base`: the folder in which WordPress was; `media`: the other host on which
    WordPress.com keeps files."""

    host: str = ""
    base: str = ""
    media: str = ""

    def path(self, address: str) -> str:
        """A path where the address is of the old blog, whatever the new host; else as it is. Files lie in
        `/wp-content/`, in whatever folder they were."""
        found = host(address)
        if found and found == self.media:
            return f"{_UPLOADS}{path(address)}"
        if not address.startswith("/") or address.startswith("//"):
            if not self.host or found != self.host:
                return address
            parts = urlsplit(address)
            rest = f"?{parts.query}" * bool(parts.query) + f"#{parts.fragment}" * bool(parts.fragment)
            address = f"{parts.path or '/'}{rest}"
        return address.removeprefix(self.base) if address.startswith(self.base + _MEDIA) else address

    def in_html(self, html: str) -> str:
        """All addresses of elements."""
        return _IN_HTML.sub(lambda found: f"{found['start']}{self.path(found['address'])}", html)


def host(address: str) -> str:
    """In small letters, without `www.`; empty where the address has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path(address: str) -> str:
    """What follows the host, without a query."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def is_of_com(address: str) -> bool:
    """Whether it is on the host on which WordPress.com keeps a blog's files."""
    return host(address).endswith(_FILES_OF_COM)
