"""erase: what a person asks for (GDPR, article 17), over queue and archive.

A private file goes, and its case into the register, so that the ledger keeps its numbers. A published
comment is withdrawn: name, site and text go from its file; its place, its date and the answers to it stay.
Public words first, private file last: after a crash the person's address still finds the rest.
"""

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from plugins.comments import format as comment_format
from plugins.comments.model import Comment
from plugins.common import files
from plugins.common.errors import SiteError
from plugins.common.when import When
from plugins.moderation import decisions, details, inspection, search
from plugins.moderation.desk import Desk
from plugins.moderation.ledger import case_of
from plugins.moderation.lookup import Published
from plugins.moderation.person import Belongings
from plugins.moderation.queue import Unknown
from plugins.moderation.report import Report

NOBODY = "retiré"
"""A file must name somebody; no page prints it."""
PUBLISHED = "published"
_YES = {"y", "yes", "o", "oui"}


def run(desk: Desk, options: Namespace, now: datetime) -> Report:
    """`options.ids`, or everything `of` one person; asks, unless `options.yes`."""
    found, wrong = _found(desk, options)
    if wrong or not (found.kept or found.published):
        nothing = () if wrong else (inspection.nothing(options.of),)
        return Report([], (*nothing, *_hint(found)), tuple(wrong))
    if not options.yes and not _asked(found):
        return Report([], (), ("Nothing was erased. (--yes does it without asking.)",))
    data = erase(desk, found, now)
    lines = [f"Erased: {one['id']} ({one['erased']})" for one in data]
    public = any(one["erased"] == PUBLISHED for one in data)
    history = ["What git was given before stays in its history."] if public else []
    return Report(data, (*lines, *history, *_hint(found)), (), decided=True, changed=public)


def erase(desk: Desk, found: Belongings, now: datetime) -> list[details.Data]:
    """For good; what was done, as data. Raises OSError, SiteError: running again does the rest.

    Everything is looked at again: somebody may have decided while the question stood.
    """
    desk.queue.mend(now)
    with desk.queue.locked():
        kept = [desk.queue.find(one.id) for _, one in found.kept if desk.queue.holds(one.id)]
        from_these = chain.from_iterable(search.published_from(one, desk) for _, one in kept)
        public = {one.name: one for one in (*found.published, *from_these)}
        if public:
            with desk.queue.owing(f"erase {now.isoformat()}"):
                for published in public.values():
                    _withdraw(desk, published, now)
        desk.register.add(case for state, one in kept if (case := case_of(state, one)))
        for state, one in kept:
            desk.queue.erase(state, one.id)
    return [
        *({"id": one.id, "erased": str(state)} for state, one in kept),
        *({"id": name, "erased": PUBLISHED} for name in public),
    ]


def _withdraw(desk: Desk, one: Published, now: datetime) -> None:
    comment = one.filed.comment
    empty = Comment(
        id=comment.id,
        author=NOBODY,
        date=comment.date,
        text="",
        shown=comment.shown,
        reply_to=comment.reply_to,
        withdrawn=comment.withdrawn or When(now.year, now.month, now.day),
    )
    files.write(desk.place.root / one.filed.where, comment_format.dump(empty))


def _found(desk: Desk, options: Namespace) -> tuple[Belongings, list[str]]:
    if options.of is not None:
        return search.by_person(options.of, desk), []
    every: list[Belongings] = []
    wrong: list[str] = []
    for typed in options.ids:
        try:
            every.append(search.by_id(typed, desk))
        except (*decisions.REFUSALS, Unknown, SiteError, OSError) as error:
            wrong.append(decisions.refusal(typed, error))
    kept = tuple(chain.from_iterable(one.kept for one in every))
    return Belongings(kept, tuple(chain.from_iterable(one.published for one in every))), wrong


def _asked(found: Belongings) -> bool:
    """On stderr: stdout is for what was asked of us."""
    lines = [
        *(details.line(state, one) for state, one in found.kept),
        *(details.public_line(one) for one in found.published),
    ]
    print("\n".join(lines), file=sys.stderr)
    print(
        f"Erase {'this' if len(lines) == 1 else f'these {len(lines)}'} for good? [y/N] ",
        end="",
        file=sys.stderr,
    )
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in _YES


def _hint(found: Belongings) -> Iterator[str]:
    if found.perhaps:
        yield "Not erased, for it may be somebody else’s (same name, or the address in the text):"
        yield from map(details.public_line, found.perhaps)
