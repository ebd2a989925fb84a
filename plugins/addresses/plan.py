"""From the table to the redirects that hosts are told: one hop each, to a page that is there. Pure.

An explicit row wins over what follows from rows, and that over what follows from the site.
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
    """`new` is percent-encoded, from the host's root. `pages`: not `old` itself but `<old>/page/2`, `…/3`."""

    old: Address
    new: str
    pages: bool = False


def plan(
    rows: Sequence[AddressRow], site: SiteAddresses, where: str, system: str = "", articles: str = ""
) -> tuple[tuple[Redirect, ...], list[Problem]]:
    """All redirects, sorted, and everything that is wrong with the rows taken together.

    `system` names what answered here before, if the site's own archives, terms and feeds shall follow it;
    `articles` is the pattern of the addresses of articles.
    """
    targets = {old: row.new for row in rows for old in _olds(row)}
    problems: list[Problem] = []
    leads: list[tuple[tuple[Address, ...], OldRoute]] = []
    for row in rows:
        try:
            end = _end(row, targets, site)
        except _BadRowError as wrong:
            problems.append(Problem(where, row.line, wrong.what, wrong.hint))
            continue
        leads.append((_olds(row), OldRoute("", (end,), _is_paged(row))))
    theirs = [row for row in rows if row.system == "dotclear"]
    for row in theirs:
        leads += [
            (dotclear.both(lead.route, dotclear.root(row.old)), lead) for lead in dotclear.following(row)
        ]
    for root in sorted({"/", *(dotclear.root(row.old) for row in theirs)}) if system == "dotclear" else ():
        leads += [(dotclear.both(lead.route, root), lead) for lead in dotclear.of_site(site)]
    leads += folders.leads(articles, site)
    return tuple(sorted(_redirects(leads, site), key=_sort_key)), problems


def in_folder(redirects: Iterable[Redirect], root: str) -> tuple[Redirect, ...]:
    """The same for a site that lives in a folder of its host; `root` is that folder, or empty."""
    return tuple(
        Redirect(Address(root + each.old.path, each.old.query), root + each.new, each.pages)
        for each in redirects
    )


class _BadRowError(Exception):
    def __init__(self, what: str, hint: str) -> None:
        self.what, self.hint = what, hint


def _sort_key(redirect: Redirect) -> tuple[str, str, bool]:
    return redirect.old.path, redirect.old.query or "", redirect.pages


def _is_paged(row: AddressRow) -> bool:
    return row.system == "dotclear" and dotclear.is_list(row)


def _olds(row: AddressRow) -> tuple[Address, ...]:
    """All addresses that a row speaks of; a path of unknown kind is meant with and without its last slash."""
    if row.system == "dotclear":
        return dotclear.both(dotclear.route(row.old), dotclear.root(row.old))
    if row.old.query is not None:
        return (row.old,)
    path = row.old.path.rstrip("/")
    return tuple(dict.fromkeys((row.old, Address(path), Address(f"{path}/"))))


def _end(row: AddressRow, targets: Mapping[Address, str], site: SiteAddresses) -> str:
    """Where a row leads in the end, whatever other rows it passes through."""
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
    """The first lead for an address counts; a page that is there answers by itself."""
    seen: set[tuple[Address, bool]] = set()
    for olds, lead in leads:
        new = next((end for target in lead.targets if (end := site.find(target))), None)
        for old in olds if new else ():
            for pages in (False, True) if lead.paged else (False,):
                if (old, pages) not in seen and (pages or not _answers(old, site)):
                    assert new is not None
                    yield Redirect(old, new, pages)
                seen.add((old, pages))


def _answers(old: Address, site: SiteAddresses) -> bool:
    return old.query == "" or (old.query is None and address.encoded(old.path) in site.pages)
