"""What a visitor may say with a comment: the fields of the form, one row each. Pure.

A new field is a field of `CommentInput` and a row of `FORM_FIELDS`: the form, what is said of mistakes, the
queue's file and what moderators read follow. One that readers are to see is a header of the comment too
(`model.py`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import category

from plugins.comments import links, receipt
from plugins.comments.values import ID, TEXT, BadValueError, ValueKind
from plugins.common.text import one_line
from plugins.common.translations import N_

_MAXIMUM_AUTHOR = 100
_MAXIMUM_EMAIL = 254  # RFC 5321 §4.5.3.1.3, less the angle brackets
_MAXIMUM_SITE = 2048
_MAXIMUM_TEXT_BYTES = 60_000
"""So that the comment's file, headers and all, stays below the archive's 64 kB."""
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]{2,}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CommentInput:
    """A filled-in form, cleaned: fit for the preview and for the queue."""

    article: str
    author: str
    text: str
    email: str | None = None
    site: str | None = None
    reply_to: str | None = None

    @property
    def fingerprint(self) -> str:
        return receipt.fingerprint(self.text)

    @property
    def public_texts(self) -> tuple[str, ...]:
        """What readers would read of it: the name, the site, the text."""
        texts = (getattr(self, field.name) for field in FORM_FIELDS if field.public and field.kind is TEXT)
        return tuple(filter(None, texts))

    def without_private(self) -> "CommentInput":
        """What is left when the time for questions to its sender is over."""
        gone: dict[str, Any] = {field.name: None for field in FORM_FIELDS if field.private}
        return replace(self, **gone)


@dataclass(frozen=True, slots=True)
class FormInput:
    """A line of the form, in French. `note`: behind the label, in brackets. `example`: below the input.
    `autocomplete`, `type`, `inputmode`: HTML's (HTML §4.10.5, §4.10.18.7, §6.8.7)."""

    label: str
    note: str
    maximum: int
    autocomplete: str
    type: str = ""
    inputmode: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """`name`: of the input, and of the field in `CommentInput`. `clean`: what is taken of what was typed.
    `wrong`: what its sender is told of that, in French, "" where it is in order. `header`: in the queue's
    file; "" for the text, which is its body. `kind`: what that header may hold. `required`: not to be left
    empty. `public`: readers see it, and `Comment` has a field of this name. `english`, `french`: what stands
    before it at a terminal and in the moderator's mail; "" where it is not a line of its own there. `input`:
    in the form."""

    name: str
    clean: Callable[[str], str]
    wrong: Callable[[str], str]
    header: str = ""
    kind: ValueKind = TEXT
    required: bool = False
    public: bool = False
    english: str = ""
    french: str = ""
    input: FormInput | None = None

    @property
    def private(self) -> bool:
        """Goes as soon as nobody needs it any more; what is required has to stay."""
        return not (self.public or self.required)


def is_email(address: str) -> bool:
    return len(address) <= _MAXIMUM_EMAIL and _EMAIL.fullmatch(address) is not None


def is_site(site: str) -> bool:
    """Whether the page would link it: the linker takes all of it for one address."""
    found = links.find(site)
    return len(site) <= _MAXIMUM_SITE and [(link.start, link.end) for link in found] == [(0, len(site))]


def _with_scheme(typed: str) -> str:
    """`exemple.fr` is what people type; browsers' own address fields take it too."""
    site = typed.strip()
    return site if not site or _SCHEME.match(site) else f"https://{site}"


def _without_edges(typed: str) -> str:
    return typed.strip("\n")


def _nothing_wrong(_: str) -> str:
    return ""


def _wrong_author(author: str) -> str:
    if not _is_seen(author):
        return N_("Écrivez votre nom ou un pseudo.")
    too_long = N_("Écrivez un nom plus court\u00a0: 100 signes au plus.")
    return too_long if len(author) > _MAXIMUM_AUTHOR else ""


def _wrong_email(email: str) -> str:
    good = not email or is_email(email)
    return "" if good else N_("Écrivez une adresse comme nom@exemple.fr, ou laissez ce champ vide.")


def _wrong_site(site: str) -> str:
    good = not site or is_site(site)
    return "" if good else N_("Écrivez une adresse comme https://exemple.fr, ou laissez ce champ vide.")


def _wrong_reply_to(identifier: str) -> str:
    try:
        ID.read(identifier or "1")
    except BadValueError:
        return N_("Le commentaire auquel vous répondiez n’est plus là.")
    return ""


def _wrong_text(text: str) -> str:
    if not _is_seen(text):
        return N_("Écrivez votre commentaire.")
    too_long = N_("Raccourcissez votre commentaire\u00a0: 60\u202f000\u00a0octets au plus.")
    return too_long if len(text.encode()) > _MAXIMUM_TEXT_BYTES else ""


def _is_seen(text: str) -> bool:
    """Whether there is a sign that a reader sees: a name of zero-width spaces is none."""
    return any(category(character)[0] in "LNPS" for character in text)


FORM_FIELDS = (
    FormField("article", str, _nothing_wrong, header="Article", required=True),
    FormField(
        "author", one_line, _wrong_author,
        header="Author", required=True, public=True, english="Author", french=N_("Nom"),
        input=FormInput(N_("Nom ou pseudo"), N_("obligatoire"), _MAXIMUM_AUTHOR, "name"),
    ),
    FormField(
        "email", str.strip, _wrong_email,
        header="Email", english="E-mail",
        input=FormInput(N_("Adresse email"), N_("facultatif, jamais publiée"), _MAXIMUM_EMAIL, "email",
                        type="email", example=N_("nom@exemple.fr")),
    ),
    FormField(
        "site", _with_scheme, _wrong_site,
        header="Site", public=True, english="Site", french=N_("Site"),
        input=FormInput(N_("Site web"), N_("facultatif"), _MAXIMUM_SITE, "url",
                        inputmode="url", example=N_("https://exemple.fr")),
    ),
    FormField("reply_to", str.strip, _wrong_reply_to, header="Reply-To", kind=ID, public=True),
    FormField("text", _without_edges, _wrong_text, required=True, public=True),
)  # fmt: skip
"""In the order of the queue's file, and of what is said of mistakes."""
