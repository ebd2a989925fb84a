"""Where the desk is mounted: its address, its path and its cookie, and whether a request is really for it.
Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class DeskMount:
    """`path`: without a trailing slash. `encrypted`: served by https."""

    address: str
    host: str
    path: str
    encrypted: bool

    @property
    def is_here(self) -> bool:
        """Whether it is on the moderator's own machine, so that no network can be intercepted."""
        return self.host in _LOOPBACK

    @property
    def is_private(self) -> bool:
        """Whether nobody can intercept the cookie."""
        return self.encrypted or self.is_here

    @property
    def cookie(self) -> str:
        """The name of the cookie. `__Host-`: only this host can set it, by https, for all paths (RFC 6265bis
        §4.1.3.2)."""
        return "__Host-bureau" if self.encrypted else "bureau"

    @property
    def cookie_path(self) -> str:
        return "/" if self.encrypted else f"{self.path}/"

    def holds(self, path: str) -> bool:
        """Whether a path belongs to the desk."""
        return f"{path}/".startswith(f"{self.path}/")

    def is_asked_by(self, host: str) -> bool:
        """Whether the Host header names it. Another name for this machine may be an attacker's (DNS
        rebinding)."""
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        return name == self.host or (self.is_here and name in _LOOPBACK)

    def is_sent_from(self, origin: str | None, fetch_site: str | None, host: str) -> bool:
        """Whether a form was on a page of the desk. Browsers send `Origin: null` from pages with
        `Referrer-Policy: no-referrer`, such as ours (Fetch §3.2), and Sec-Fetch-Site instead. Every present
        browser sends one of the two."""
        if fetch_site is not None:
            return fetch_site == "same-origin"
        scheme = "https" if self.encrypted else "http"
        return origin == f"{scheme}://{host}"


def of(address: str) -> DeskMount | None:
    """The mount for an address of the desk. None if there is none, or if it has no path, which would cover
    the whole intake."""
    split = urlsplit(address)
    path = split.path.rstrip("/")
    if not (split.hostname and path):
        return None
    return DeskMount(address, split.hostname, path, split.scheme == "https")
