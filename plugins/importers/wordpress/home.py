"""Makes paths of the addresses of the old blog, so that they lead to the new host. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_IN_HTML = re.compile(
    r"(?P<start>\b(?:href|src|poster)\s*=\s*[\"'])(?P<address>(?:https?:/)?/[^\"'\s]+)", re.IGNORECASE
)
_WORDPRESS_COM_FILES = ".files.wordpress.com"
_MEDIA = "/wp-content/"
_UPLOADS = "/wp-content/uploads"


@dataclass(frozen=True, slots=True)
class Home:
    """Where the old blog was. `host`: without `www.`; `base`: the folder of WordPress; `media`: the other
    host on which WordPress.com keeps files."""

    host: str = ""
    base: str = ""
    media: str = ""

    def path(self, address: str) -> str:
        """The path of an address of the old blog; other addresses as they are. Uploaded files lose the folder
        of WordPress, since they are in `/wp-content/` here."""
        found = host(address)
        if found and found == self.media:
            return f"{_UPLOADS}{path(address)}"
        if not address.startswith("/") or address.startswith("//"):
            if not self.host or found != self.host:
                return address
            parts = urlsplit(address)
            suffix = f"?{parts.query}" * bool(parts.query) + f"#{parts.fragment}" * bool(parts.fragment)
            address = f"{parts.path or '/'}{suffix}"
        return address.removeprefix(self.base) if address.startswith(self.base + _MEDIA) else address

    def in_html(self, html: str) -> str:
        """The HTML with `path` applied to the addresses in its attributes."""
        return _IN_HTML.sub(lambda found: f"{found['start']}{self.path(found['address'])}", html)


def host(address: str) -> str:
    """The host of an address, in lower case and without `www.`; "" if it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path(address: str) -> str:
    """The path of an address, without its query; "" if it cannot be parsed."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def is_on_wordpress_com(address: str) -> bool:
    """Whether it is on a host on which WordPress.com keeps a blog's files."""
    return host(address).endswith(_WORDPRESS_COM_FILES)
