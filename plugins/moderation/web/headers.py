"""What every answer of the intake says to browsers, whoever stands in front of it. Pure."""

from urllib.parse import urlsplit

from plugins.addresses import served

COMMON = (
    ("Cache-Control", "no-store"),  # nothing that a visitor wrote is kept by a browser or a proxy
    ("X-Robots-Tag", "noindex, nofollow"),
    *served.COMMON,  # no referrer: an address of ours may be a secret of its owner's
)


def of(site: str) -> tuple[tuple[str, str], ...]:
    """`site`: the address of the blog, whose style sheet and icon pages show; it may be on another host."""
    split = urlsplit(site)
    shown = f"'self' {split.scheme}://{split.netloc}" if split.netloc else "'self'"
    policy = served.content_security_policy(shown, f"img-src {shown} data:", "'self'")
    return (*COMMON, ("Content-Security-Policy", policy))
