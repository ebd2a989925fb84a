"""The view of the comment form, for templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from plugins.comments.form import FORM_FIELDS, FormField, FormInput
from plugins.common import translations


@dataclass(frozen=True, slots=True)
class Wrong:
    """An error in one field of a form, in the site's language. `field`: the name of the input."""

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
    """The comment form: empty below an article; with values and errors when it is shown again. `lang`: of its
    labels. `values`: by the names of the inputs."""

    article: str
    lang: str
    values: Mapping[str, str] = field(default_factory=dict)
    ticket: str = ""
    answered: AnsweredComment | None = None
    wrong: tuple[Wrong, ...] = ()

    @property
    def lines(self) -> tuple[FormField, ...]:
        """The fields that are an input on their own line."""
        return _lines(self.lang)

    def line(self, name: str) -> FormField:
        """The field of this name."""
        return next(field for field in self.lines if field.name == name)

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    def message(self, name: str) -> str | None:
        return next((one.message for one in self.wrong if one.field == name), None)


@cache
def _lines(lang: str) -> tuple[FormField, ...]:
    return tuple(replace(row, input=_translated(row.input, lang)) for row in FORM_FIELDS if row.input)


def _translated(line: FormInput, lang: str) -> FormInput:
    _ = translations.of(lang).gettext
    example = _(line.example) if line.example else ""
    return replace(line, label=_(line.label), note=_(line.note), example=example)
