"""The comment form, as templates read it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one field of a form; `field` is the input's name."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class AnsweredComment:
    """The comment that the form answers."""

    number: int
    anchor: str
    author: str


@dataclass(frozen=True, slots=True)
class FormView:
    """The comment form: empty under an article; filled in, with what is wrong, when it is given back."""

    article: str
    author: str = ""
    email: str = ""
    site: str = ""
    text: str = ""
    reply_to: str = ""
    ticket: str = ""
    answered: AnsweredComment | None = None
    wrong: tuple[Wrong, ...] = ()

    def message(self, field: str) -> str | None:
        return next((one.message for one in self.wrong if one.field == field), None)
