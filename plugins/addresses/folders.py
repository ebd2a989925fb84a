"""Redirects the folders in the addresses of articles, such as `/post/2020/12/`, to the archive of that month
or year, for readers who shorten an address. Pure.
"""

import re
from collections.abc import Iterator
from datetime import date

from plugins.addresses.address import Address
from plugins.addresses.dotclear import OldRoute
from plugins.addresses.site import SiteAddresses

_FIELD = re.compile(r"\{(\w+)(?::([^}]*))?\}")
_YEAR, _MONTH = {"%Y"}, {"%Y", "%m"}


def leads(pattern: str, site: SiteAddresses) -> Iterator[tuple[tuple[Address, ...], OldRoute]]:
    """The folders of years and months, with their targets. `pattern`: the setting ARTICLE_URL. Days have no
    archive."""
    folder = ""
    for part in pattern.strip("/").split("/")[:-1]:
        folder += f"/{part}"
        fields = _FIELD.findall(folder)
        if any(name != "date" or not form for name, form in fields):
            return
        signs = {sign for _, form in fields for sign in re.findall("%.", form)}
        for example, targets in _periods(signs, site):
            path = folder.format(date=example)
            yield (Address(path), Address(f"{path}/")), OldRoute("", targets)


def _periods(signs: set[str], site: SiteAddresses) -> Iterator[tuple[date, tuple[str, ...]]]:
    """A day in each period that such a folder can stand for, and its targets, best first."""
    if not signs:
        yield date.min, (site.archive,)
    elif signs == _YEAR:
        yield from ((date(year, 1, 1), (address,)) for year, address in site.years.items())
    elif signs == _MONTH:
        for year, month in site.months:
            yield date(year, month, 1), (site.months[year, month],)
