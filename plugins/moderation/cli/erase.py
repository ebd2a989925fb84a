"""The command erase: deletes for good what a person asks to have deleted."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from plugins.common.errors import SiteError
from plugins.moderation.cli import details, inspection
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.core import decisions, erasure, search
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.personal_data import PersonalData
from plugins.moderation.core.queue import NoSuchSubmission

_YES = {"y", "yes", "o", "oui"}


def run(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """Erase `options.ids`, or all of the person `options.of`. Asks for confirmation, unless `options.yes`."""
    found, wrong = _found(desk, options)
    if wrong or found.is_empty:
        nothing = () if wrong else (inspection.nothing(options.of),)
        return CommandReport([], (*nothing, *_not_erased(found)), tuple(wrong))
    if not options.yes and not _confirmed(found):
        return CommandReport([], (), ("Nothing was erased. (--yes does it without asking.)",))
    erased = erasure.erase(desk, found, now)
    data = [{"id": one.id, "erased": one.state} for one in erased]
    lines = [f"Erased: {one.id} ({one.state})" for one in erased]
    public = any(one.state == erasure.PUBLISHED for one in erased)
    history = ["What git was given before stays in its history."] if public else []
    return CommandReport(data, (*lines, *history, *_not_erased(found)), (), decided=True, changed=public)


def _found(desk: Desk, options: Namespace) -> tuple[PersonalData, list[str]]:
    if options.of is not None:
        return search.by_person(options.of, desk), []
    matches: list[PersonalData] = []
    wrong: list[str] = []
    for typed in options.ids:
        try:
            matches.append(search.by_id(typed, desk))
        except (*decisions.REFUSALS, NoSuchSubmission, SiteError, OSError) as error:
            wrong.append(decisions.refusal(typed, error))
    kept = tuple(chain.from_iterable(match.kept for match in matches))
    return PersonalData(kept, tuple(chain.from_iterable(match.published for match in matches))), wrong


def _confirmed(found: PersonalData) -> bool:
    """Show it and ask for confirmation, on stderr, since stdout is for the report."""
    lines = [
        *(details.line(state, one) for state, one in found.kept),
        *(details.public_line(one) for one in found.published),
        *map(details.subscription_line, found.subscriptions),
    ]
    print("\n".join(lines), file=sys.stderr)
    print(
        f"Erase {'this' if len(lines) == 1 else f'these {len(lines)}'} for good? [y/N] ",
        end="",
        file=sys.stderr,
    )
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in _YES


def _not_erased(found: PersonalData) -> Iterator[str]:
    if found.perhaps:
        yield "Not erased, for it may be somebody else’s (same name, or the address in the text):"
        yield from map(details.public_line, found.perhaps)
