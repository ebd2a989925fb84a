"""Visitors' texts as moderators see them, at a terminal or in a mail: in full, as an excerpt, and their
links. Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from plugins.comments import links
from plugins.comments.form import CommentInput
from plugins.common.text import for_terminal, one_line

_LENGTH = 60
_TAB = 4


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """An address as typed, and the host it leads to, in ASCII so that no letter can pass for another."""

    typed: str
    host: str


def link_targets(words: CommentInput) -> tuple[LinkTarget, ...]:
    """All addresses in a submission; the sender's site comes first."""
    texts = (words.site or "", words.text)
    return tuple(
        LinkTarget(text[link.start : link.end], urlsplit(link.href).hostname or "")
        for text in texts
        for link in links.find(text)
    )


def excerpt(text: str, length: int = _LENGTH) -> str:
    """The beginning of a text, on one line."""
    line = one_line(text)
    return line if len(line) <= length else f"{line[:length].rstrip()} …"


def readable(text: str) -> str:
    """A text for the terminal, with control characters made visible."""
    return for_terminal(text.expandtabs(_TAB))
