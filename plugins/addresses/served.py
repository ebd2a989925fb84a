"""How hosts must serve the site: headers, media types, caching. Pure.

All files for hosts are written from these values, the intake sends the same headers
(`moderation.web.headers`), and the tests check real servers against them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from plugins.common.feed_formats import FORMATS
from plugins.policy.allowed import AllowedHosts

# Files with a hash in their name, which changes with their contents: style sheets and pictures
# (`pictures.plan`).
HASHED = r"/(?:[a-z]+\.[0-9a-f]{10}\.css|[0-9a-f]{16}(?:\.[a-z0-9]+)?\.(?:webp|jpg|png|gif|svg))$"
FOR_EVER = "public, max-age=31536000, immutable"  # RFC 8246 §2
ASK_AGAIN = "no-cache"  # cached, but revalidated before each use (RFC 9111 §5.2.2.4)

# By file extension. `.xml` has a generic type, because browsers then show a feed with its style sheet; they
# show `application/atom+xml` as plain text.
TYPES = (
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),  # RFC 9116 §3 asks it of security.txt
    ("svg", "image/svg+xml"),
    ("ico", "image/x-icon"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
)
_NO_XML = tuple(feed_format for feed_format in FORMATS if not feed_format.file.endswith(".xml"))
FEED_TYPES = tuple((feed_format.file, feed_format.media_type) for feed_format in _NO_XML)
"""By the whole name, for feeds that are not XML."""

# Content codings and the extensions of their files, in order of preference.
ENCODINGS = (("br", "br"), ("gzip", "gz"))

COMMON = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
"""The headers of every page of the site and of the intake."""

_NO_DEVICE = ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")


@dataclass(frozen=True, slots=True)
class Served:
    """`root`: the folder of the site on its host, or "". `pages`: all existing addresses, percent-encoded,
    from the host's root, which no redirect may match. `intake`: paths that the server proxies to the intake,
    with everything below them."""

    headers: tuple[tuple[str, str], ...]
    root: str = ""
    pages: frozenset[str] = frozenset()
    intake: tuple[str, ...] = ()


def intake_paths(site: str, intake: str, desk: str) -> tuple[str, ...]:
    """The paths of the comment form and the desk on the site's host, decoded and without a trailing slash;
    none if they are on another host. `site`, `intake`, `desk`: the settings SITEURL, COMMENT_INTAKE_URL and
    DESK_URL."""
    if not intake or urlsplit(urljoin(site, intake)).netloc != urlsplit(site).netloc:
        return ()
    paths = (unquote(urlsplit(address).path).rstrip("/") for address in (intake, desk))
    return tuple(path for path in paths if path)


def served(
    form_targets: Iterable[str] = (),
    root: str = "",
    pages: frozenset[str] = frozenset(),
    allowed: AllowedHosts = AllowedHosts(),  # noqa: B008  # frozen
    intake: tuple[str, ...] = (),
) -> Served:
    """How to serve the site. `form_targets`: addresses that the site's forms post to, which the CSP must
    allow."""
    return Served(
        root=root,
        pages=pages,
        intake=intake,
        headers=(
            ("Content-Security-Policy", _policy(form_targets, allowed)),
            *COMMON,
            ("Strict-Transport-Security", "max-age=31536000"),  # RFC 6797 §6.1; other subdomains: your choice
            ("Permissions-Policy", ", ".join(f"{device}=()" for device in _NO_DEVICE)),
        ),
    )


def content_security_policy(styles: str, shown: str, forms: str) -> str:
    """A policy without any scripts, which also forbids others to frame a page (CSP3 §6.4.2). JSON-LD is not
    affected, since it is not executed (§4.2). `styles`: sources of style sheets. `shown`: directives for
    images, media and frames. `forms`: targets of forms."""
    return (
        f"default-src 'none'; style-src {styles}; {shown}; "
        f"form-action {forms}; base-uri 'none'; frame-ancestors 'none'"
    )


def _policy(form_targets: Iterable[str], allowed: AllowedHosts) -> str:
    split = [urlsplit(target) for target in form_targets]
    others = sorted({f"{parts.scheme}://{parts.netloc}" for parts in split if parts.netloc})
    forms = " ".join(["'self'", *others])
    return content_security_policy("'self'", "; ".join(allowed.directives()), forms)
