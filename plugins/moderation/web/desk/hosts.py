"""The hosts that a comment links to, spelt so that no letter can pass for another. Pure."""

from typing import NamedTuple

import idna

from plugins.comments.model import Comment
from plugins.moderation.core import listed
from plugins.moderation.core.published_words import as_words


class LinkedHost(NamedTuple):
    """`name`: in ASCII. `written`: as browsers show it, if that differs."""

    name: str
    written: str


def of(comment: Comment) -> tuple[str, ...]:
    """The hosts of a comment's links and of its author's site, each once."""
    return listed.hosts(as_words("", comment))


def linked(host: str) -> LinkedHost:
    try:
        written = idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        written = host
    return LinkedHost(host, "" if written == host else written)
