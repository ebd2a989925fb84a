"""How hosts must serve the site: headers, types, caching. The one source of these values: every file for a
host is written from it, the intake sends the same (`moderation.web.headers`), and the tests ask real servers
for it. Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from plugins.common.feed_formats import FORMATS
from plugins.policy.allowed import AllowedHosts

# Files named by their content: a style sheet, or what is made of a picture (`pictures.plan`), has another
# name once it is another.
HASHED = r"/(?:[a-z]+\.[0-9a-f]{10}\.css|[0-9a-f]{16}(?:\.[a-z0-9]+)?\.(?:webp|jpg|png|gif|svg))$"
FOR_EVER = "public, max-age=31536000, immutable"  # RFC 8246 §2
ASK_AGAIN = "no-cache"  # kept, but only shown after asking whether it still holds (RFC 9111 §5.2.2.4)

# By the end of the name. `.xml` is not named more precisely: browsers then show a feed with its own style
# sheet, where they show `application/atom+xml` as plain text.
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
FEED_TYPES = tuple((each.file, each.media_type) for each in FORMATS if not each.file.endswith(".xml"))
"""By the whole name, of feeds that are not XML."""

# The first method that both sides know and that has a smaller file beside the page.
ENCODINGS = (("br", "br"), ("gzip", "gz"))

COMMON = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
"""Of every page, of the site and of its intake."""

_NO_DEVICE = ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")


@dataclass(frozen=True, slots=True)
class Served:
    """`root` is the folder of the host in which the site lives, or empty. `pages`: all that answers by
    itself, percent-encoded, from the host's root; no redirect may catch it. `intake`: what a server hands on
    to the intake, with all below it."""

    headers: tuple[tuple[str, str], ...]
    root: str = ""
    pages: frozenset[str] = frozenset()
    intake: tuple[str, ...] = ()


def intake_paths(site: str, intake: str, desk: str) -> tuple[str, ...]:
    """Of the settings SITEURL, COMMENT_INTAKE_URL and DESK_URL: the paths on the site's host, decoded and
    without a slash at the end, at which the form and the desk are; none where another host has them."""
    if not intake or urlsplit(urljoin(site, intake)).netloc != urlsplit(site).netloc:
        return ()
    paths = (unquote(urlsplit(each).path).rstrip("/") for each in (intake, desk))
    return tuple(path for path in paths if path)


def served(
    form_targets: Iterable[str] = (),
    root: str = "",
    pages: frozenset[str] = frozenset(),
    allowed: AllowedHosts = AllowedHosts(),  # noqa: B008  # frozen
    intake: tuple[str, ...] = (),
) -> Served:
    """`form_targets`: addresses that the site's forms post to; the CSP lets those of other hosts through."""
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
    """No script at all, and no frame around a page (CSP3 §6.4.2). JSON-LD is data and is not stopped by it
    (§4.2: only what is executed). `styles`, `forms`: sources of style sheets, targets of forms; `shown`:
    directives for pictures and the like."""
    return (
        f"default-src 'none'; style-src {styles}; {shown}; "
        f"form-action {forms}; base-uri 'none'; frame-ancestors 'none'"
    )


def _policy(form_targets: Iterable[str], allowed: AllowedHosts) -> str:
    split = [urlsplit(target) for target in form_targets]
    others = sorted({f"{parts.scheme}://{parts.netloc}" for parts in split if parts.netloc})
    forms = " ".join(["'self'", *others])
    return content_security_policy("'self'", "; ".join(allowed.directives()), forms)
