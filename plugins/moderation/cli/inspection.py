"""The commands list, show and stats, which change nothing."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from plugins.common.errors import SiteError
from plugins.common.text import for_terminal, one_line
from plugins.moderation.cli import details
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.core import after_decisions, decisions, filters, index_questions, search
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.filters import BadFilter, Filter
from plugins.moderation.core.ledger import Month
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.personal_data import PersonalData
from plugins.moderation.core.queue import NoSuchSubmission

_HOURS, _DAYS = 60, 24 * 60


def list_(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """`options.state`: a state, or `all`; `options.filter`: a filter as in the search field of the desk."""
    try:
        chosen = filters.parse(" ".join(options.filter))
    except BadFilter as error:
        return CommandReport(None, (), (str(error),))
    state = chosen.state or (None if options.state == "all" else DeskList(options.state))
    found = desk.index.find(chosen, state)
    none = "Nothing waits." if state is DeskList.PENDING and chosen == Filter() else "There is none."
    lines = [details.listed_line(one) for one in found] or [none]
    wrong = tuple(map(str, desk.index.problems()))
    return CommandReport([details.listed(one) for one in found], tuple(lines), wrong)


def show(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """`options.ids`, or everything `of` one person."""
    context = SubmissionContext(desk.paths)
    if options.of is not None:
        return _of_person(options.of, search.by_person(options.of, desk), context)
    data: list[Any] = []
    lines: list[str] = []
    wrong: list[str] = []
    for typed in options.ids:
        try:
            found = search.by_id(typed, desk)
        except (*decisions.REFUSALS, NoSuchSubmission, SiteError, OSError) as error:
            wrong.append(decisions.refusal(typed, error))
            continue
        data += [*_kept(found, context), *map(details.public, found.published)]
        lines += _lines(found, context)
    return CommandReport(data, tuple(lines), tuple(wrong))


def stats(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """Print how many comments are in each state, when the oldest pending one came, and the months of the
    ledger."""
    counts = {str(state): count for state, count in desk.index.counts().items()}
    oldest = desk.index.ask(index_questions.oldest)
    months = after_decisions.months_of(desk)
    tallies = desk.index.ask(index_questions.tallies)
    data = {
        "states": counts,
        "oldest": oldest.isoformat() if oldest else None,
        "months": [_month(month) for month in months],
        "reasons": dict(tallies.reasons),
        "articles": dict(tallies.articles),
    }
    lines = [f"{state:<9} {count}" for state, count in counts.items()]
    if oldest:
        lines[0] += f", the oldest since {oldest:%Y-%m-%d %H:%M}"
    frequent = (
        *_most_frequent("reasons", tallies.reasons.items()),
        *_most_frequent("articles", tallies.articles),
    )
    wrong = tuple(map(str, desk.index.problems()))
    return CommandReport(data, (*lines, *_month_lines(months), *frequent), wrong)


def _of_person(email: str, found: PersonalData, context: SubmissionContext) -> CommandReport:
    data = {
        "of": email,
        "submissions": _kept(found, context),
        "published": [details.public(one) for one in found.published],
        "perhaps": [details.public(one) for one in found.perhaps],
        "notices": [details.subscription(one) for one in found.subscriptions],
    }
    return CommandReport(data, (*_lines(found, context), *_perhaps(found, email)))


def nothing(who: str) -> str:
    """The message that nothing was found, with a hint where else to look."""
    by_name = " Addresses are erased some days after a decision; then look for the name: --of NAME."
    return for_terminal(f"Nothing is kept under {who}.{by_name if '@' in who else ''}")


def _perhaps(found: PersonalData, email: str) -> Iterator[str]:
    if found.is_empty and not found.perhaps:
        yield nothing(email)
    if found.perhaps:
        yield "Under the same name, or with the address in the text; theirs or not, you decide:"
        yield ""
        for one in found.perhaps:
            yield from details.public_lines(one)


def _kept(found: PersonalData, context: SubmissionContext) -> list[details.Data]:
    return [details.full(state, one, context) for state, one in found.kept]


def _lines(found: PersonalData, context: SubmissionContext) -> Iterator[str]:
    """Submissions in full; and published comments, except those that are among the submissions."""
    listed = {(one.words.article, one.id) for _, one in found.kept}
    for state, one in found.kept:
        yield from details.lines(state, one, context)
    for comment in found.published:
        if (comment.slug, comment.filed.comment.id) not in listed:
            yield from details.public_lines(comment)
    yield from map(details.subscription_line, found.subscriptions)


def _month(month: Month) -> details.Data:
    return {
        "month": month.month,
        "received": month.received,
        "published": month.published,
        "refused_by_rule": month.by_rule,
        "refused_by_hand": month.by_hand,
        "median_minutes": month.delay,
    }


def _month_lines(months: tuple[Month, ...]) -> Iterator[str]:
    if months:
        yield ""
        yield "month    received  published  by rule  by hand  median delay"
    for one in months:
        delay = "" if one.delay is None else _in_words(one.delay)
        counts = f"{one.received:>8}  {one.published:>9}  {one.by_rule:>7}  {one.by_hand:>7}"
        yield f"{one.month}  {counts}  {delay:>12}".rstrip()


def _most_frequent(title: str, counts: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Counts with their names, below a title; nothing if there are none."""
    rows = list(counts)
    if rows:
        yield from ("", title)
    yield from (for_terminal(f"{count:>8}  {one_line(name)}") for name, count in rows)


def _in_words(minutes: int) -> str:
    if minutes < _HOURS:
        return f"{minutes} min" if minutes else "< 1 min"
    return f"{minutes / _HOURS:.0f} h" if minutes < _DAYS else f"{minutes / _DAYS:.0f} d"
