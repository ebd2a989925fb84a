"""The HTTP headers of every response of the intake, whatever proxy is in front of it. Pure."""

from urllib.parse import urlsplit

from plugins.addresses import served

COMMON = (
    ("Cache-Control", "no-store"),  # browsers and proxies must not keep what a visitor wrote
    ("X-Robots-Tag", "noindex, nofollow"),
    *served.COMMON,  # no referrer: the address of a page may be its owner's secret
)


def of(site: str) -> tuple[tuple[str, str], ...]:
    """The headers. `site`: the address of the blog, perhaps on another host, whose style sheet and icon are
    used."""
    split = urlsplit(site)
    shown = f"'self' {split.scheme}://{split.netloc}" if split.netloc else "'self'"
    policy = served.content_security_policy(shown, f"img-src {shown} data:", "'self'")
    return (*COMMON, ("Content-Security-Policy", policy))
