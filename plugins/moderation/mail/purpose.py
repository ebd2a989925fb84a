"""What a mail is for: a decision, a comment, or nothing of ours. Pure."""

import re
from dataclasses import dataclass

from plugins.moderation import signing
from plugins.moderation.mail.arrived import Arrived

# The subject of the mail link under an article (`views.dress`), whatever was put before or behind it.
_COMMENT = "Commentaire sur "
_BRACKETED = re.compile(r"\[([^\[\]\s]+)\]")


@dataclass(frozen=True, slots=True)
class Decision:
    """A signed answer; whether the signature holds is not known yet."""

    token: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on the article that has one of these slugs; the likeliest first, titles have brackets too."""

    slugs: tuple[str, ...]


def of(subject: str) -> Decision | Comment | None:
    """`subject`: decoded, on one line. `Re:`, `RE:`, `Tr:`, `Fwd:`, `[EXTERNAL]` … may stand before it."""
    if token := signing.find(subject):
        return Decision(token)
    _, link, rest = subject.partition(_COMMENT)
    slugs = tuple(reversed(_BRACKETED.findall(rest)))
    return Comment(slugs) if link and slugs else None


def author(mail: Arrived) -> str:
    """The name to print. An address is no name: it is not to be published."""
    return mail.sender_name if mail.sender_name and "@" not in mail.sender_name else "Anonyme"
