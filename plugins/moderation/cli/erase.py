"""erase: what a person asks for goes for good, once the moderator has seen what it is."""

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
    """`options.ids`, or everything `of` one person; asks, unless `options.yes`."""
    found, wrong = _found(desk, options)
    if wrong or found.is_empty:
        nothing = () if wrong else (inspection.nothing(options.of),)
        return CommandReport([], (*nothing, *_hint(found)), tuple(wrong))
    if not options.yes and not _asked(found):
        return CommandReport([], (), ("Nothing was erased. (--yes does it without asking.)",))
    done = erasure.erase(desk, found, now)
    data = [{"id": one.id, "erased": one.state} for one in done]
    lines = [f"Erased: {one.id} ({one.state})" for one in done]
    public = any(one.state == erasure.PUBLISHED for one in done)
    history = ["What git was given before stays in its history."] if public else []
    return CommandReport(data, (*lines, *history, *_hint(found)), (), decided=True, changed=public)


def _found(desk: Desk, options: Namespace) -> tuple[PersonalData, list[str]]:
    if options.of is not None:
        return search.by_person(options.of, desk), []
    every: list[PersonalData] = []
    wrong: list[str] = []
    for typed in options.ids:
        try:
            every.append(search.by_id(typed, desk))
        except (*decisions.REFUSALS, NoSuchSubmission, SiteError, OSError) as error:
            wrong.append(decisions.refusal(typed, error))
    kept = tuple(chain.from_iterable(one.kept for one in every))
    return PersonalData(kept, tuple(chain.from_iterable(one.published for one in every))), wrong


def _asked(found: PersonalData) -> bool:
    """On stderr: stdout is for the answer alone."""
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


def _hint(found: PersonalData) -> Iterator[str]:
    if found.perhaps:
        yield "Not erased, for it may be somebody else’s (same name, or the address in the text):"
        yield from map(details.public_line, found.perhaps)
