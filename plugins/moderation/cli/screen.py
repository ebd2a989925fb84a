"""One submission in its context, laid out for the terminal with rich. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from plugins.comments.form import FORM_FIELDS
from plugins.comments.threads import ThreadEntry
from plugins.common.errors import SiteError
from plugins.common.text import for_terminal, one_line
from plugins.moderation.cli import details
from plugins.moderation.cli.session import MORE
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.excerpts import excerpt, link_targets, readable
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission

_FACTS = tuple(field for field in FORM_FIELDS if field.english and field.name != "author")
_MIN_LINES = 6  # lines of the text that are always shown
_OTHER_LINES = 19  # lines that everything else takes, with some links
_LINKS = 6
_COLOURS = {"approve": "green", "reject": "yellow", "spam": "red"}


@dataclass(frozen=True, slots=True)
class ScreenItem:
    """One submission, its state, and how many are left to decide, with this one."""

    state: State
    submission: Submission
    left: int


def card(item: ScreenItem, context: SubmissionContext, console: Console, whole: bool = False) -> Group:
    """The submission, its article, the comment it answers, its links, its verdict. `whole`: do not cut its
    text."""
    submission = item.submission
    article = _plain(details.article(submission.words.article, context))
    title = Text.assemble((f"{item.state}, {item.left} left", "bold"), "  ", article)
    return Group(
        Rule(title, align="left", style="dim"),
        *_context(submission, context),
        *_before(submission, context),
        _words(submission, console, whole),
        _facts(submission),
    )


def legend(keys: Mapping[str, str]) -> Text:
    """The keys and what they do: `a approve   r reject`."""
    text = Text()
    for key, label in keys.items():
        text.append(f" {key} ", style=f"reverse bold {_COLOURS.get(label, '')}")
        text.append(f" {label}   ")
    return text


def _context(submission: Submission, context: SubmissionContext) -> Iterator[RenderableType]:
    """The comment that it answers, else the last one of the article."""
    try:
        thread, answered = context.thread(submission.words.article), context.answered(submission.words)
    except SiteError as error:
        yield _plain("\n".join(map(str, error.problems)))
        return
    reply = submission.words.reply_to
    if reply and answered is None:
        yield Text(f"It answers {reply}, which is not published.", style="yellow")
    elif answered is not None:
        yield _quoted(answered, "It answers")
    elif thread:
        yield _quoted(thread[-1], "Said last")
    else:
        yield Text("The first comment of this article.", style="dim")


def _quoted(entry: ThreadEntry, title: str) -> Text:
    comment = entry.comment
    words = f"{title}: {entry.number}. {one_line(comment.author)}, {comment.date.isoformat()[:10]}: "
    return Text(for_terminal(words + excerpt(comment.text, 200)), style="dim")


def _before(submission: Submission, context: SubmissionContext) -> Iterator[RenderableType]:
    """The text before its last correction: nobody shall get one approved and put another in its place."""
    for earlier in context.before(submission)[:1]:
        who = "its sender corrected it" if submission.original is None else "a moderator edited it"
        title = f"Before {who}: {one_line(earlier.author)}"
        yield Panel(
            _plain(readable(earlier.text)), title=Text(for_terminal(title)), title_align="left", style="dim"
        )


def _words(submission: Submission, console: Console, whole: bool) -> Panel:
    text = _plain(readable(submission.words.text))
    title = Text(for_terminal(one_line(submission.words.author)), style="bold")
    lines = text.wrap(console, console.width - 4)
    room = max(_MIN_LINES, console.height - _OTHER_LINES)
    more = len(lines) - room
    if whole or more <= 1:
        return Panel(text, title=title, title_align="left")
    cut = Text("\n").join(lines[:room])
    return Panel(cut, title=title, title_align="left", subtitle=f"{more} more lines: {MORE} shows them")


def _facts(submission: Submission) -> Table:
    words = submission.words
    rows = {
        **{field.english: getattr(words, field.name) for field in _FACTS},
        "Sent": f"{submission.received:%Y-%m-%d %H:%M}, by {submission.source}",
        "Verdict": submission.verdict,
        "Reasons": "\n".join(map(str, submission.reasons)),
    }
    table = Table.grid(padding=(0, 2))
    for name, value in rows.items():
        if value:
            table.add_row(Text(name, style="dim"), _plain(value))
    for name, address in _links(submission):
        table.add_row(Text(name, style="dim"), address)
    return table


def _links(submission: Submission) -> Iterator[tuple[str, Text]]:
    """Each link with its host first, by which one judges it."""
    found = link_targets(submission.words)
    for number, link in enumerate(found[:_LINKS]):
        text = Text.assemble((for_terminal(link.host), "bold cyan"), "  ", (for_terminal(link.typed), "dim"))
        text.truncate(200, overflow="ellipsis")
        yield ("Links" if number == 0 else ""), text
    if len(found) > _LINKS:
        yield "", Text(f"and {len(found) - _LINKS} more", style="dim")


def _plain(text: str) -> Text:
    """Text that rich does not read as markup, without control characters."""
    return Text(for_terminal(text))
