"""The fields of the comment form, one row each. Pure.

A new field needs a field of `CommentInput` and a row of `FORM_FIELDS`; the form, its error messages, the file
in the queue and the moderators' view all follow from that row. A field that readers will see also needs a
header of the comment file (`model.py`).
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
"""Keeps the comment's file, including its headers, below the archive's 64 kB."""
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]{2,}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CommentInput:
    """A completed form, cleaned: ready for the preview and for the queue."""

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
        """The texts that readers will see: name, site and text."""
        texts = (getattr(self, field.name) for field in FORM_FIELDS if field.public and field.kind is TEXT)
        return tuple(filter(None, texts))

    def without_private(self) -> "CommentInput":
        """Without the fields that are never published, once the time for questions to the sender is over."""
        emptied: dict[str, Any] = {field.name: None for field in FORM_FIELDS if field.private}
        return replace(self, **emptied)


@dataclass(frozen=True, slots=True)
class FormInput:
    """How a field is shown in the form, in French. `note` follows the label in brackets, `example` stands
    below the input. `autocomplete`, `type` and `inputmode` are HTML attributes (HTML §4.10.5, §4.10.18.7,
    §6.8.7)."""

    label: str
    note: str
    maximum: int
    autocomplete: str
    type: str = ""
    inputmode: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the form.

    `name`: of the input and of the field in `CommentInput`.
    `clean`: turns what was typed into the value to keep.
    `wrong`: the error message for a cleaned value, in French; "" if it is valid.
    `header`: in the file in the queue; "" for the text, which is the body of that file.
    `kind`: the values that this header may have.
    `public`: readers see it, and `Comment` has a field of the same name.
    `english`, `french`: its label at the terminal and in the moderator's mail; "" if it has no line there.
    `input`: how it is shown in the form; None if visitors do not fill it in themselves.
    """

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
        """Whether it is deleted once nobody needs it any more. Required fields stay."""
        return not (self.public or self.required)


def is_email(address: str) -> bool:
    return len(address) <= _MAXIMUM_EMAIL and _EMAIL.fullmatch(address) is not None


def is_site(site: str) -> bool:
    """Whether the page would link it, that is, the linker takes the whole text for one address."""
    return len(site) <= _MAXIMUM_SITE and links.whole(site) is not None


def _with_scheme(typed: str) -> str:
    """People type `exemple.fr`, as the address bar of a browser allows."""
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
    """Whether it has a visible character: a name of zero-width spaces has none."""
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
"""In the order of the file in the queue and of the error messages."""
