"""A template's source with its words in another language: `{% trans %}` of Jinja, done before Jinja reads it.

What comes out is a template as somebody would have written it in that language, so no page takes longer. Of
Jinja's syntax for this (its documentation, “i18n Extension”) the templates use what fits in one line:

    {% trans %}Toutes les catégories de {{ SITENAME }}.{% endtrans %}
    {% trans count=term.count %}{{ count }} billet{% pluralize %}{{ count }} billets{% endtrans %}
    {{ macro(_("Billets voisins")) }}

`{% trans "context" %}` tells apart what is one word in French. Pure.
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
_BRACKETED = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")  # all of it: `(a) || (b)` is not
_PLACE = re.compile(r"%\((\w+)\)s|%%")


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be translated, as gettext writes it: `%(name)s` for what is filled in."""

    line: int
    one: str
    many: str | None = None
    context: str | None = None


def translated(source: str, words: Translations) -> str:
    """The template in another language, line by line where it was."""
    source = _BLOCK.sub(lambda found: _block(found, words), source)
    return _CALL.sub(lambda found: _text(words.gettext(found["one"])), source)


def messages(source: str) -> Iterator[Message]:
    """All texts of a template that are translated."""
    for found in _BLOCK.finditer(source):
        many = None if found["many"] is None else _message(found["many"])
        yield Message(_line(found), _message(found["one"]), many, found["context"])
    for found in _CALL.finditer(source):
        yield Message(_line(found), found["one"])


def without(source: str) -> str:
    """The template without what it says in a way that can be translated."""
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
    """The form of a number; two are the usual case, and told apart by one question."""
    if len(forms) == 1:
        return forms[0]
    if len(forms) == 2:
        return f"{{% if {form} %}}{forms[1]}{{% else %}}{forms[0]}{{% endif %}}"
    others = "".join(f"{{% elif ({form}) == {at} %}}{text}" for at, text in enumerate(forms) if at)
    return f"{{% if ({form}) == 0 %}}{forms[0]}{others}{{% endif %}}"


def _expression(plural: str) -> str:
    """C's as Jinja's: `a ? 0 : b ? 1 : 2`."""
    whole = _BRACKETED.fullmatch(plural)
    plain = (whole[1] if whole else plural).replace("&&", " and ").replace("||", " or ")
    condition, found, rest = plain.partition("?")
    if not found:
        return plain
    yes, _, no = rest.partition(":")
    return f"{yes.strip()} if {condition.strip()} else ({_expression(no.strip())})"


def _text(text: str) -> str:
    """A text as Jinja source."""
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


def _message(text: str) -> str:
    return _SHOWN.sub(r"%(\1)s", text.replace("%", "%%"))


def _template(message: str, given: dict[str, str]) -> str:
    def shown(place: re.Match[str]) -> str:
        return f"{{{{ {given.get(place[1], place[1])} }}}}" if place[1] else "%"

    return _PLACE.sub(shown, message)


def _line(found: re.Match[str]) -> int:
    return found.string.count("\n", 0, found.start()) + 1
