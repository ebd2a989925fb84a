"""Hosts that a comment leads to, spelt so that no letter passes for another. Pure."""

from typing import NamedTuple

import idna

from plugins.comments.model import Comment
from plugins.moderation.core import listed
from plugins.moderation.core.published_words import as_words


class LinkedHost(NamedTuple):
    """`name`: in ASCII, as networks know it. `written`: as browsers write it, where that differs."""

    name: str
    written: str


def of(comment: Comment) -> tuple[str, ...]:
    """Of its links, its author's own among them; each once."""
    return listed.hosts(as_words("", comment))


def linked(host: str) -> LinkedHost:
    try:
        written = idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        written = host
    return LinkedHost(host, "" if written == host else written)
