"""What a moderator sees: one submission in its context, as something rich can print. No keys, no files."""

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
_LEAST = 6  # lines of the text that are always shown
_AROUND = 19  # lines that everything else takes, with some links
_LINKS = 6
_COLOURS = {"approve": "green", "reject": "yellow", "spam": "red"}


@dataclass(frozen=True, slots=True)
class ScreenItem:
    """One submission, where it stands, and how many are ahead, it included."""

    state: State
    submission: Submission
    left: int


def card(shown: ScreenItem, around: SubmissionContext, console: Console, whole: bool = False) -> Group:
    """The submission, its article, what it answers, its links, its verdict. `whole`: however long it is."""
    one = shown.submission
    article = _plain(details.article(one.words.article, around))
    title = Text.assemble((f"{shown.state}, {shown.left} left", "bold"), "  ", article)
    return Group(
        Rule(title, align="left", style="dim"),
        *_context(one, around),
        *_before(one, around),
        _words(one, console, whole),
        _facts(one),
    )


def legend(keys: Mapping[str, str]) -> Text:
    """The keys and what they do: `a approve   r reject`."""
    text = Text()
    for key, does in keys.items():
        text.append(f" {key} ", style=f"reverse bold {_COLOURS.get(does, '')}")
        text.append(f" {does}   ")
    return text


def _context(one: Submission, around: SubmissionContext) -> Iterator[RenderableType]:
    """What it answers; otherwise the last thing that was said before it."""
    try:
        thread, answered = around.thread(one.words.article), around.answered(one.words)
    except SiteError as error:
        yield _plain("\n".join(map(str, error.problems)))
        return
    reply = one.words.reply_to
    if reply and answered is None:
        yield Text(f"It answers {reply}, which is not published.", style="yellow")
    elif answered is not None:
        yield _said(answered, "It answers")
    elif thread:
        yield _said(thread[-1], "Said last")
    else:
        yield Text("The first comment of this article.", style="dim")


def _said(entry: ThreadEntry, title: str) -> Text:
    comment = entry.comment
    words = f"{title}: {entry.number}. {one_line(comment.author)}, {comment.date.isoformat()[:10]}: "
    return Text(for_terminal(words + excerpt(comment.text, 200)), style="dim")


def _before(one: Submission, around: SubmissionContext) -> Iterator[RenderableType]:
    """What its sender had written first: an innocent text must not get another one approved."""
    for words in around.before(one)[:1]:
        who = "its sender corrected it" if one.original is None else "a moderator edited it"
        title = f"Before {who}: {one_line(words.author)}"
        yield Panel(
            _plain(readable(words.text)), title=Text(for_terminal(title)), title_align="left", style="dim"
        )


def _words(one: Submission, console: Console, whole: bool) -> Panel:
    text = _plain(readable(one.words.text))
    title = Text(for_terminal(one_line(one.words.author)), style="bold")
    lines = text.wrap(console, console.width - 4)
    room = max(_LEAST, console.height - _AROUND)
    more = len(lines) - room
    if whole or more <= 1:
        return Panel(text, title=title, title_align="left")
    cut = Text("\n").join(lines[:room])
    return Panel(cut, title=title, title_align="left", subtitle=f"{more} more lines: {MORE} shows them")


def _facts(one: Submission) -> Table:
    words = one.words
    rows = {
        **{field.english: getattr(words, field.name) for field in _FACTS},
        "Sent": f"{one.received:%Y-%m-%d %H:%M}, by {one.source}",
        "Verdict": one.verdict,
        "Reasons": "\n".join(map(str, one.reasons)),
    }
    table = Table.grid(padding=(0, 2))
    for name, value in rows.items():
        if value:
            table.add_row(Text(name, style="dim"), _plain(value))
    for name, address in _links(one):
        table.add_row(Text(name, style="dim"), address)
    return table


def _links(one: Submission) -> Iterator[tuple[str, Text]]:
    """Hosts first: they are what a link is judged by."""
    found = link_targets(one.words)
    for number, link in enumerate(found[:_LINKS]):
        text = Text.assemble((for_terminal(link.host), "bold cyan"), "  ", (for_terminal(link.typed), "dim"))
        text.truncate(200, overflow="ellipsis")
        yield ("Links" if number == 0 else ""), text
    if len(found) > _LINKS:
        yield "", Text(f"and {len(found) - _LINKS} more", style="dim")


def _plain(text: str) -> Text:
    """Words as they are: no markup is read in them, and nothing acts on the terminal."""
    return Text(for_terminal(text))
