"""Where the desk is mounted: its address, path and cookie, and who asks for it there. Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class DeskMount:
    """`path`: without a slash at its end. `encrypted`: by https."""

    address: str
    host: str
    path: str
    encrypted: bool

    @property
    def is_here(self) -> bool:
        """On one's own machine: no network can be listened to."""
        return self.host in _LOOPBACK

    @property
    def is_private(self) -> bool:
        """Whether a cookie would be seen by its owner alone."""
        return self.encrypted or self.is_here

    @property
    def cookie(self) -> str:
        """Its name. `__Host-`: set by this host, by https, for all of its paths (RFC 6265bis §4.1.3.2)."""
        return "__Host-bureau" if self.encrypted else "bureau"

    @property
    def cookie_path(self) -> str:
        return "/" if self.encrypted else f"{self.path}/"

    def holds(self, path: str) -> bool:
        """Whether a path is one of the desk's."""
        return f"{path}/".startswith(f"{self.path}/")

    def is_asked_by(self, host: str) -> bool:
        """Whether a Host names it: another name for this machine may be a stranger's (DNS rebinding)."""
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        return name == self.host or (self.is_here and name in _LOOPBACK)

    def is_sent_from(self, origin: str | None, fetch_site: str | None, host: str) -> bool:
        """Whether a form stood on a page of the desk. Browsers say `Origin: null` where pages carry
        `Referrer-Policy: no-referrer`, as ours do (Fetch §3.2), and then tell it by Sec-Fetch-Site. One that
        says neither is not a browser of today."""
        if fetch_site is not None:
            return fetch_site == "same-origin"
        scheme = "https" if self.encrypted else "http"
        return origin == f"{scheme}://{host}"


def of(address: str) -> DeskMount | None:
    """None where there is no desk: no address, or one without a path, which would be all of the intake."""
    split = urlsplit(address)
    path = split.path.rstrip("/")
    if not (split.hostname and path):
        return None
    return DeskMount(address, split.hostname, path, split.scheme == "https")
