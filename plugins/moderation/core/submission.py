"""Parses the form that a visitor sent into a clean, validated value, or into error messages. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from plugins.comments.form import FORM_FIELDS, CommentInput
from plugins.common import translations
from plugins.common.text import clean
from plugins.moderation.core.reasons import Reason

Source = Literal["web", "mail", "import", "desk"]
"""How a submission was received; `desk` is the moderator's own answer."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """An error in one field. `field`: the name of the input. `message`: a French sentence, to be
    translated."""

    field: str
    message: str

    def __str__(self) -> str:
        """In English, for commands."""
        return f"{self.field}: {translations.of(translations.COMMANDS).gettext(self.message)}"


@dataclass(frozen=True, slots=True)
class Submission:
    """A visitor's words and what the queue knows of them.

    `verdict`, `reasons`: of the rules.
    `revision`: counts the changes; of several files, the one with the highest revision counts.
    `corrected`: how often the words were changed, by the sender while it waited, or by a moderator.
    `original`: the number of the first change by a moderator; None if the words are the sender's.
    `batch`: the one in which it was last decided on.
    `decided`: when a person last decided on it.
    `headers`: of an imported or edited comment, the public headers that wait with it
    (`comments.model.WAITING`).
    """

    id: str
    words: CommentInput
    received: datetime
    source: Source = "web"
    verdict: str = "pending"
    reasons: tuple[Reason, ...] = ()
    revision: int = 0
    corrected: int = 0
    original: int | None = None
    batch: str | None = None
    decided: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedForm:
    """A parsed form: either `words` or `errors`. `given`: the values to show in the form again. `trapped`:
    the hidden field, which only programs fill in, was filled in."""

    given: Mapping[str, str]
    words: CommentInput | None = None
    errors: tuple[FieldError, ...] = ()
    trapped: bool = False


def parse(form: Mapping[str, str]) -> ParsedForm:
    """Parse a form. Nothing is shortened silently: a value that is too long is an error."""
    given = {row.name: clean(form.get(row.name, "")) for row in FORM_FIELDS}
    taken = {row.name: row.clean(given[row.name]) for row in FORM_FIELDS}
    messages = ((row.name, row.wrong(taken[row.name])) for row in FORM_FIELDS)
    errors = tuple(FieldError(name, message) for name, message in messages if message)
    trapped = bool(form.get("f_mail", "").strip())
    return ParsedForm(given, None if errors else _words(taken), errors, trapped)


def _words(taken: Mapping[str, str]) -> CommentInput:
    values: dict[str, Any] = {
        row.name: taken[row.name] if row.required else taken[row.name] or None for row in FORM_FIELDS
    }
    return CommentInput(**values)
