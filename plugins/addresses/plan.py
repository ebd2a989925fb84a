"""Turns the table of addresses into redirects, each with one hop to an existing page. Pure.

A row of the table has priority over addresses that follow from rows, and these over those that follow from
the site.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plugins.addresses import address, dotclear, folders
from plugins.addresses.address import Address
from plugins.addresses.dotclear import OldRoute
from plugins.addresses.site import SiteAddresses
from plugins.addresses.table import AddressRow
from plugins.common.errors import Problem


@dataclass(frozen=True, slots=True)
class Redirect:
    """`new`: percent-encoded, from the host's root. `pages`: for `<old>/page/2`, `…/3` and so on, not `old`
    itself."""

    old: Address
    new: str
    pages: bool = False


def plan(
    rows: Sequence[AddressRow], site: SiteAddresses, where: str, system: str = "", articles: str = ""
) -> tuple[tuple[Redirect, ...], list[Problem]]:
    """All redirects, sorted, and all problems with the combination of rows.

    `system`: the old system, if addresses of its archives, terms and feeds should be redirected too.
    `articles`: the pattern of the addresses of articles.
    """
    targets = {old: row.new for row in rows for old in _olds(row)}
    problems: list[Problem] = []
    leads: list[tuple[tuple[Address, ...], OldRoute]] = []
    for row in rows:
        try:
            end = _end(row, targets, site)
        except _BadRowError as error:
            problems.append(Problem(where, row.line, error.what, error.hint))
            continue
        leads.append((_olds(row), OldRoute("", (end,), _is_paged(row))))
    of_dotclear = [row for row in rows if row.system == "dotclear"]
    for row in of_dotclear:
        leads += [
            (dotclear.both(lead.route, dotclear.root(row.old)), lead) for lead in dotclear.following(row)
        ]
    roots = sorted({"/", *(dotclear.root(row.old) for row in of_dotclear)})
    for root in roots if system == "dotclear" else ():
        leads += [(dotclear.both(lead.route, root), lead) for lead in dotclear.of_site(site)]
    leads += folders.leads(articles, site)
    return tuple(sorted(_redirects(leads, site), key=_sort_key)), problems


def in_folder(redirects: Iterable[Redirect], root: str) -> tuple[Redirect, ...]:
    """The redirects of a site in a folder of its host. `root`: that folder, or ""."""
    return tuple(
        Redirect(Address(root + redirect.old.path, redirect.old.query), root + redirect.new, redirect.pages)
        for redirect in redirects
    )


class _BadRowError(Exception):
    def __init__(self, what: str, hint: str) -> None:
        self.what, self.hint = what, hint


def _sort_key(redirect: Redirect) -> tuple[str, str, bool]:
    return redirect.old.path, redirect.old.query or "", redirect.pages


def _is_paged(row: AddressRow) -> bool:
    return row.system == "dotclear" and dotclear.is_list(row)


def _olds(row: AddressRow) -> tuple[Address, ...]:
    """All addresses that a row stands for; a path of no known system both with and without a trailing
    slash."""
    if row.system == "dotclear":
        return dotclear.both(dotclear.route(row.old), dotclear.root(row.old))
    if row.old.query is not None:
        return (row.old,)
    path = row.old.path.rstrip("/")
    return tuple(dict.fromkeys((row.old, Address(path), Address(f"{path}/"))))


def _end(row: AddressRow, targets: Mapping[Address, str], site: SiteAddresses) -> str:
    """The final target of a row, through any number of other rows. Raises _BadRowError."""
    if row.old.query is None and address.encoded(row.old.path) in site.pages:
        what = f"old address “{row.old.spelt}” is a page of this site"
        raise _BadRowError(what, "Delete the row: the page answers by itself.")
    passed, target = [row.old.spelt], row.new
    while (end := site.find(target)) is None:
        step = address.parse(target.partition("#")[0])
        if step not in targets:
            what = f"new address “{target}” is not a page of this site"
            raise _BadRowError(what, "Copy it from the page's address bar, or delete the row.")
        circle = step.spelt.rstrip("/") in [before.rstrip("/") for before in passed]
        passed.append(step.spelt)
        if circle:
            raise _BadRowError(f"goes round in a circle: {' → '.join(passed)}", "Delete one of these rows.")
        target = targets[step]
    return end


def _redirects(
    leads: Iterable[tuple[tuple[Address, ...], OldRoute]], site: SiteAddresses
) -> Iterator[Redirect]:
    """One redirect per address; the first lead counts, and existing pages are not redirected."""
    done: set[tuple[Address, bool]] = set()
    for olds, lead in leads:
        new = next((end for target in lead.targets if (end := site.find(target))), None)
        for old in olds if new else ():
            for pages in (False, True) if lead.paged else (False,):
                if (old, pages) not in done and (pages or not _answers(old, site)):
                    assert new is not None
                    yield Redirect(old, new, pages)
                done.add((old, pages))


def _answers(old: Address, site: SiteAddresses) -> bool:
    return old.query == "" or (old.query is None and address.encoded(old.path) in site.pages)
