"""Names that outlive titles, dates, slugs, file names and hosts (RFC 4287 §4.2.6).

A UUID (RFC 9562 §5.5, name-based) made from the site's own, and from what the archive promises to keep:
an article's `Id`, a comment's `Id`.
"""

from collections.abc import Callable
from hashlib import sha1
from urllib.parse import urlsplit
from uuid import UUID

from plugins.common.errors import Problem
from plugins.common.site_settings import SettingLocation

_HINT = "“make begin” makes one, once. Feeds know the site by it."


_FIRST = "eaab5578-ca79-4971-912a-f496ee32d72a"
_ITS_HOSTS = ("", "blog.example", "localhost", "127.0.0.1", "::1")


def problems(site_id: object, location: SettingLocation) -> list[Problem]:
    """What is wrong with the setting SITE_ID."""
    if site_id is None:
        return [location.problem(" is not set", _HINT)]
    try:
        UUID(str(site_id))
    except ValueError:
        return [location.problem(f": “{site_id}” is not a UUID", _HINT)]
    return []


def borrowed(site_id: object, siteurl: str, location: SettingLocation) -> list[Problem]:
    """Whether a site that is not the one this code came with has its id: readers would take the entries of
    both for the same."""
    host = urlsplit(siteurl).hostname or ""
    if str(site_id).lower() != _FIRST or host in _ITS_HOSTS:
        return []
    what = f" is that of the site this code came with, and SITEURL is {siteurl}"
    return [location.problem(what, f"If that is another blog: {_HINT}")]


def of_article(site: UUID, article: str) -> str:
    return _urn(site, f"article/{article}")


def of_comment(site: UUID, article: str, comment_anchor: str) -> str:
    return of_comments(site, article)(comment_anchor)


def of_comments(site: UUID, article: str) -> Callable[[str], str]:
    """Gives the id of each comment of an article, by its anchor: all begin the same."""
    begun = sha1(_bytes(site, f"article/{article}/"), usedforsecurity=False)

    def of_comment(anchor: str) -> str:
        made = begun.copy()
        made.update(anchor.encode())
        return _as_urn(made.hexdigest())

    return of_comment


def of_feed(site: UUID, subject: str) -> str:
    """`subject` is what the feed is of, not where it stands: “articles”, “comments”, “comments/<article>”."""
    return _urn(site, f"feed/{subject}")


def of_month(site: UUID, month: str) -> str:
    """A month of the moderation ledger: `2026-11`."""
    return _urn(site, f"moderation/{month}")


def _urn(site: UUID, name: str) -> str:
    """`uuid.uuid5(site, name).urn`, in a third of its time: a site has a million of them."""
    return _as_urn(sha1(_bytes(site, name), usedforsecurity=False).hexdigest())


def _bytes(site: UUID, name: str) -> bytes:
    return site.bytes + name.encode()


def _as_urn(made: str) -> str:
    variant = "89ab"[int(made[16], 16) & 3]
    return f"urn:uuid:{made[:8]}-{made[8:12]}-5{made[13:16]}-{variant}{made[17:20]}-{made[20:32]}"
