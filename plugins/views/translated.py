"""Translates the source of a template before Jinja compiles it, using the syntax of Jinja's i18n extension.

The result is a template as if it had been written in that language, so rendering takes no longer. Of the
syntax of the extension, templates use:

{% trans %}Toutes les catégories de {{ SITENAME }}.{% endtrans %} {% trans count=term.count %}{{ count }}
billet{% pluralize %}{{ count }} billets{% endtrans %} {{ macro(_("Billets voisins")) }}

`{% trans "context" %}` distinguishes texts that are the same in French. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.common.translations import Translations

_BLOCK = re.compile(
    r'\{% trans(?: "(?P<context>[^"]*)")?(?P<given> (?:(?!%\}).)+?)? %\}(?P<one>.*?)'
    r"(?:\{% pluralize %\}(?P<many>.*?))?\{% endtrans %\}",
    re.DOTALL,
)
_CALL = re.compile(r'\b_\("(?P<one>[^"\\]*)"\)')
_NEXT = re.compile(r",\s*(?=\w+=(?!=))")
_SHOWN = re.compile(r"\{\{ (\w+) \}\}")
_BRACKETED = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")  # one pair around everything, unlike `(a) || (b)`
_PLACEHOLDER = re.compile(r"%\((\w+)\)s|%%")


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate, with gettext's placeholders: `%(name)s`."""

    line: int
    one: str
    many: str | None = None
    context: str | None = None


def translated(source: str, words: Translations) -> str:
    """The source of a template in another language, with the same line numbers."""
    source = _BLOCK.sub(lambda found: _block(found, words), source)
    return _CALL.sub(lambda found: _text(words.gettext(found["one"])), source)


def messages(source: str) -> Iterator[Message]:
    """All translatable texts of a template."""
    for found in _BLOCK.finditer(source):
        many = None if found["many"] is None else _message(found["many"])
        yield Message(_line(found), _message(found["one"]), many, found["context"])
    for found in _CALL.finditer(source):
        yield Message(_line(found), found["one"])


def without(source: str) -> str:
    """The source of a template without its translatable texts."""
    return _CALL.sub('""', _BLOCK.sub("", source))


def _block(found: re.Match[str], words: Translations) -> str:
    given = dict(one.split("=", 1) for one in _NEXT.split((found["given"] or "").strip()) if "=" in one)
    one = _message(found["one"])
    if found["many"] is None:
        said = words.pgettext(found["context"], one) if found["context"] else words.gettext(one)
        return _template(said, given)
    number = next(iter(given.values()))
    forms = [_template(form, given) for form in words.forms(one, _message(found["many"]))]
    return _chosen(forms, re.sub(r"\bn\b", number, _expression(words.plural)))


def _chosen(forms: list[str], form: str) -> str:
    """Jinja source that chooses the plural form for a number. `form`: an expression for its index."""
    if len(forms) == 1:
        return forms[0]
    if len(forms) == 2:
        return f"{{% if {form} %}}{forms[1]}{{% else %}}{forms[0]}{{% endif %}}"
    rest = "".join(f"{{% elif ({form}) == {index} %}}{text}" for index, text in enumerate(forms) if index)
    return f"{{% if ({form}) == 0 %}}{forms[0]}{rest}{{% endif %}}"


def _expression(plural: str) -> str:
    """A plural expression in C, such as `a ? 0 : b ? 1 : 2`, as a Jinja expression."""
    whole = _BRACKETED.fullmatch(plural)
    plain = (whole[1] if whole else plural).replace("&&", " and ").replace("||", " or ")
    condition, question_mark, rest = plain.partition("?")
    if not question_mark:
        return plain
    yes, _, no = rest.partition(":")
    return f"{yes.strip()} if {condition.strip()} else ({_expression(no.strip())})"


def _text(text: str) -> str:
    """A text as Jinja source."""
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


def _message(text: str) -> str:
    return _SHOWN.sub(r"%(\1)s", text.replace("%", "%%"))


def _template(message: str, given: dict[str, str]) -> str:
    """A translated message as Jinja source. `given`: expressions by the names of placeholders."""

    def filled(placeholder: re.Match[str]) -> str:
        name = placeholder[1]
        return f"{{{{ {given.get(name, name)} }}}}" if name else "%"

    return _PLACEHOLDER.sub(filled, message)


def _line(found: re.Match[str]) -> int:
    return found.string.count("\n", 0, found.start()) + 1
