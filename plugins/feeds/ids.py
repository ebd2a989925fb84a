"""Ids of feeds and entries that do not change with titles, dates, slugs, file names or hosts (RFC 4287
§4.2.6).

Each is a name-based UUID (RFC 9562 §5.5) made of the site's UUID and the `Id` of the article or comment.
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
    """Problems with the setting SITE_ID."""
    if site_id is None:
        return [location.problem(" is not set", _HINT)]
    try:
        UUID(str(site_id))
    except ValueError:
        return [location.problem(f": “{site_id}” is not a UUID", _HINT)]
    return []


def borrowed(site_id: object, siteurl: str, location: SettingLocation) -> list[Problem]:
    """A problem if another site uses the id of the example site: feed readers would confuse their entries."""
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
    """A function from the anchor of a comment to its id, for all comments of an article; their names begin
    alike, so that beginning is hashed once."""
    begun = sha1(_bytes(site, f"article/{article}/"), usedforsecurity=False)

    def of_comment(anchor: str) -> str:
        name = begun.copy()
        name.update(anchor.encode())
        return _as_urn(name.hexdigest())

    return of_comment


def of_feed(site: UUID, subject: str) -> str:
    """`subject`: what the feed contains, whatever its address: “articles”, “comments”,
    “comments/<article>”."""
    return _urn(site, f"feed/{subject}")


def of_month(site: UUID, month: str) -> str:
    """A month of the moderation ledger: `2026-11`."""
    return _urn(site, f"moderation/{month}")


def _urn(site: UUID, name: str) -> str:
    """`uuid.uuid5(site, name).urn` in a third of the time, because a site may have a million ids."""
    return _as_urn(sha1(_bytes(site, name), usedforsecurity=False).hexdigest())


def _bytes(site: UUID, name: str) -> bytes:
    return site.bytes + name.encode()


def _as_urn(digits: str) -> str:
    """The URN of a UUID of version 5 with these hex digits of SHA-1."""
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"
