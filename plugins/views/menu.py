"""The entries of menus: links to existing pages of this site, or to addresses elsewhere. Pure."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from plugins.common.errors import Problem
from plugins.common.site_settings import SettingLocation
from plugins.views.model import LinkView

_ELSEWHERE = ("http", "https", "mailto")
_UNLISTED = ("/sitemap.xml", "/robots.txt", "/.well-known/security.txt")  # files that exist beside the pages
_FORM = 'Write ["Archives", "archive/"], or an address elsewhere with its https://.'


def links(items: Iterable[Any], pages: Collection[str] | None) -> tuple[LinkView, ...]:
    """The valid entries of a menu. `pages`: the addresses of this site, from its root; None if not known
    yet."""
    return tuple(
        LinkView(item[0], _address(item[1]))
        for item in items
        if not _wrong(item) and (_elsewhere(item[1]) or _is_there(item[1], pages))
    )


def problems(items: Iterable[Any], location: SettingLocation) -> Iterator[Problem]:
    """Problems with entries of a menu that are not links."""
    for item in items:
        if what := _wrong(item):
            yield location.problem(f": {what}", _FORM)


def gone(items: Iterable[Any], pages: Collection[str] | None, location: SettingLocation) -> Iterator[Problem]:
    """Problems with entries whose page does not exist; these are left out of the menu."""
    for item in items:
        if not (_wrong(item) or _elsewhere(item[1]) or _is_there(item[1], pages)):
            what = f": “{item[0]}” leads to /{_address(item[1])}, which is not a page of this site"
            yield location.problem(f"{what}; it is left out", "Write the page, or take the entry out.")


def _wrong(item: Any) -> str:
    if not (isinstance(item, list | tuple) and len(item) == 2 and all(isinstance(one, str) for one in item)):
        return f"{item!r} is not a pair of a name and an address"
    try:
        scheme = urlsplit(item[1]).scheme
    except ValueError:
        return f"“{item[1]}” is not an address"
    return f"“{item[1]}” may not be linked to" if scheme and scheme not in _ELSEWHERE else ""


def _elsewhere(address: str) -> bool:
    return LinkView("", address).is_elsewhere


def _address(address: str) -> str:
    """An address for templates, which put `SITEURL/` before it: without a leading slash."""
    return address if _elsewhere(address) else address.lstrip("/")


def _is_there(address: str, pages: Collection[str] | None) -> bool:
    if pages is None:
        return True
    path = f"/{quote(unquote(urlsplit(_address(address)).path), safe='/')}"
    return any(one in pages or one in _UNLISTED for one in (path, f"{path}/"))
