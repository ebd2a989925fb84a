"""The fields of a post without its text, and whether it may be published. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from urllib.parse import urlsplit

from plugins.common.text import one_line
from plugins.importers import dates
from plugins.importers.dates import Clock

_NUMBER = re.compile("[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class DotclearPost:
    """A post without its text. `refused`: why it is not imported, or None."""

    id: str
    created: str
    type: str
    title: str
    url: str
    category: str
    lang: str
    zone: tzinfo | None
    draft: bool
    refused: str | None


def post(values: Mapping[str, str], clock: Clock) -> DotclearPost:
    get = values.get
    status = get("post_status", "")
    return DotclearPost(
        id=get("post_id", ""),
        created=get("post_creadt", ""),
        type=get("post_type", "post"),
        title=get("post_title", ""),
        url=get("post_url", ""),
        category=get("cat_id", ""),
        lang=get("post_lang", ""),
        zone=dates.zone(get("post_tz", "")),
        draft=status == "0",
        refused=_refused(values, status, clock),
    )


def name_of(user: Mapping[str, str]) -> str:
    """A user's name as Dotclear shows it (dcUtils::getUserCN), but never the login, which is private."""
    full = f"{user.get('user_firstname', '')} {user.get('user_name', '')}"
    return one_line(user.get("user_displayname", "")) or one_line(full)


def is_number(identifier: str) -> bool:
    """Whether it is a number of Dotclear's, of which an article's id and an address can be made."""
    return _NUMBER.fullmatch(identifier) is not None


def root_of(url: str) -> str:
    """The folder of a blog on its host: `https://a.example/journal/index.php?` → `/journal/`."""
    try:
        path = urlsplit(url).path.partition("index.php")[0]
    except ValueError:
        return "/"
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def _refused(values: Mapping[str, str], status: str, clock: Clock) -> str | None:
    """Why a post is not imported: drafts are, but not posts that were never public or needed a password."""
    number = values.get("post_id", "")
    if not is_number(number):
        return f"“{number[:40]}” is not a number of a post" if number else "without a number"
    if values.get("post_password"):
        return "protected by a password"
    if values.get("post_type", "post") not in ("post", "page"):
        return f"of the unknown type “{values['post_type'][:40]}”"
    if status in ("-1", "-2"):
        return "scheduled" if status == "-1" else "pending"
    if status not in ("0", "1"):
        return f"of the unknown status “{status[:20]}”"
    wall = dates.naive(values.get("post_dt", ""))
    if wall is None:
        return "without a date"
    when = dates.of_clock(wall, dates.zone(values.get("post_tz", "")) or clock.zone)
    return "dated in the future" if status == "1" and when.earliest(clock.zone) > clock.now else None
