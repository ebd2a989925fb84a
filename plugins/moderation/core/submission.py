"""What a visitor sends: fields of a form in, a clean and limited value out, or what is wrong. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from unicodedata import category

from plugins.comments import links, receipt
from plugins.common.text import clean, one_line
from plugins.moderation.core.reasons import Reason

MAXIMUM_AUTHOR = 100
MAXIMUM_EMAIL = 254  # RFC 5321 §4.5.3.1.3, less the angle brackets
MAXIMUM_SITE = 2048
MAXIMUM_TEXT_BYTES = 60_000
"""So that the comment's file, headers and all, stays below the archive's 64 kB."""
AT_MOST = f"{MAXIMUM_TEXT_BYTES:,} octets au plus".replace(",", "\u202f").replace(" octets", "\u00a0octets")

FIELDS = ("article", "author", "email", "site", "text", "reply_to")
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]{2,}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_REPLY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
Source = Literal["web", "mail", "import", "desk"]
"""How it came; `desk` is the moderator's own answer."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field, in the visitor's language; `field` is the input's name."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the visitor wrote, clean: fit for the preview and for the queue."""

    article: str
    author: str
    text: str
    email: str | None = None
    site: str | None = None
    reply_to: str | None = None

    @property
    def fingerprint(self) -> str:
        return receipt.fingerprint(self.text)


@dataclass(frozen=True, slots=True)
class Submission:
    """The visitor's words and what the queue knows of them. `revision` counts the moves; the highest is true.
    `corrected`: how often its sender corrected it while it waited.

    `headers`: of an imported comment's file, those that wait with it (`comments.model`).
    """

    id: str
    words: Words
    received: datetime
    source: Source = "web"
    verdict: str = "pending"
    reasons: tuple[Reason, ...] = ()
    revision: int = 0
    corrected: int = 0
    decided: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedForm:
    """Either `words`, or `errors`; `given` is what to put back into the form's fields, always."""

    given: Mapping[str, str]
    words: Words | None = None
    errors: tuple[FieldError, ...] = ()
    trapped: bool = False


def parse(form: Mapping[str, str]) -> ParsedForm:
    """Read a form. Nothing is shortened in silence: what is too long is an error, and is given back."""
    given = {name: clean(form.get(name, "")) for name in FIELDS}
    words = Words(
        article=given["article"],
        author=one_line(given["author"]),
        text=given["text"].strip("\n"),
        email=given["email"].strip() or None,
        site=_with_scheme(given["site"].strip()) or None,
        reply_to=given["reply_to"].strip() or None,
    )
    errors = tuple(_errors(words))
    return ParsedForm(given, None if errors else words, errors, trapped=bool(form.get("f_mail", "").strip()))


def _with_scheme(site: str) -> str:
    """`exemple.fr` is what people type; browsers' own address fields take it too."""
    return site if not site or _SCHEME.match(site) else f"https://{site}"


def _errors(words: Words) -> Iterator[FieldError]:
    if not _is_seen(words.author):
        yield FieldError("author", "Écrivez votre nom ou un pseudo.")
    elif len(words.author) > MAXIMUM_AUTHOR:
        yield FieldError("author", f"Écrivez un nom plus court\u00a0: {MAXIMUM_AUTHOR} signes au plus.")
    if words.email and not is_email(words.email):
        yield FieldError("email", "Écrivez une adresse comme nom@exemple.fr, ou laissez ce champ vide.")
    if words.site and not is_site(words.site):
        yield FieldError("site", "Écrivez une adresse comme https://exemple.fr, ou laissez ce champ vide.")
    if not _is_seen(words.text):
        yield FieldError("text", "Écrivez votre commentaire.")
    elif len(words.text.encode()) > MAXIMUM_TEXT_BYTES:
        yield FieldError("text", f"Raccourcissez votre commentaire\u00a0: {AT_MOST}.")
    if words.reply_to and not _REPLY.fullmatch(words.reply_to):
        yield FieldError("reply_to", "Choisissez un commentaire de la liste.")


def _is_seen(text: str) -> bool:
    """Whether there is a sign that a reader sees: a name of zero-width spaces is none."""
    return any(category(character)[0] in "LNPS" for character in text)


def is_email(address: str) -> bool:
    return len(address) <= MAXIMUM_EMAIL and _EMAIL.fullmatch(address) is not None


def is_site(site: str) -> bool:
    """Whether the page would link it: the linker takes all of it for one address."""
    found = links.find(site)
    return len(site) <= MAXIMUM_SITE and [(link.start, link.end) for link in found] == [(0, len(site))]
