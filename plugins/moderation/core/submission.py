"""What a visitor sends: fields of a form in, a clean and limited value out, or what is wrong. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from plugins.comments.form import FORM_FIELDS, CommentInput
from plugins.common import translations
from plugins.common.text import clean
from plugins.moderation.core.reasons import Reason

Source = Literal["web", "mail", "import", "desk"]
"""How it came; `desk` is the moderator's own answer."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field, a sentence in French, to be translated; `field` is the input's name."""

    field: str
    message: str

    def __str__(self) -> str:
        """As commands say it, which speak English."""
        return f"{self.field}: {translations.of(translations.COMMANDS).gettext(self.message)}"


@dataclass(frozen=True, slots=True)
class Submission:
    """The visitor's words and what the queue knows of them. `revision` counts the moves; the highest is true.
    `corrected`: how often its words were changed, by its sender while it waited, or by a moderator.
    `original`: the number of the change before which they were its sender's; None where they still are.
    `batch`: the one in which it was last decided on.

    `headers`: of an imported comment's file, those that wait with it (`comments.model`).
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
    """Either `words`, or `errors`; `given` is what to put back into the form's fields, always."""

    given: Mapping[str, str]
    words: CommentInput | None = None
    errors: tuple[FieldError, ...] = ()
    trapped: bool = False


def parse(form: Mapping[str, str]) -> ParsedForm:
    """Read a form. Nothing is shortened in silence: what is too long is an error, and is given back."""
    given = {row.name: clean(form.get(row.name, "")) for row in FORM_FIELDS}
    taken = {row.name: row.clean(given[row.name]) for row in FORM_FIELDS}
    wrong = ((row.name, row.wrong(taken[row.name])) for row in FORM_FIELDS)
    errors = tuple(FieldError(name, message) for name, message in wrong if message)
    trapped = bool(form.get("f_mail", "").strip())
    return ParsedForm(given, None if errors else _words(taken), errors, trapped)


def _words(taken: Mapping[str, str]) -> CommentInput:
    values: dict[str, Any] = {
        row.name: taken[row.name] if row.required else taken[row.name] or None for row in FORM_FIELDS
    }
    return CommentInput(**values)
