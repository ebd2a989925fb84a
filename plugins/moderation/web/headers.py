"""What every answer of the intake says to browsers, whoever stands in front of it. Pure."""

from urllib.parse import urlsplit

COMMON = (
    ("Cache-Control", "no-store"),  # nothing that a visitor wrote is kept by a browser or a proxy
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),  # an address of ours may be a secret of its owner's
    ("X-Robots-Tag", "noindex, nofollow"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


def of(site: str) -> tuple[tuple[str, str], ...]:
    """`site`: the address of the blog, whose style sheet and icon pages show; it may be on another host."""
    split = urlsplit(site)
    shown = f"'self' {split.scheme}://{split.netloc}" if split.netloc else "'self'"
    return (*COMMON, ("Content-Security-Policy", _policy(shown)))


def _policy(shown: str) -> str:
    """No script, no frame (CSP3 §6.4.2)."""
    return (
        f"default-src 'none'; style-src {shown}; img-src {shown} data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
