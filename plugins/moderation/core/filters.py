"""Filters for lists of comments, with one syntax for terminal and browser:
`host:spam.example "deux mots" mot`. Pure.

A new key needs a field of `Filter`, a row of `FILTER_KEYS`, and a row of `index_query` with its SQL.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from plugins.comments import hosts as known_hosts
from plugins.common.errors import nearest
from plugins.common.text import clean
from plugins.moderation.core.listed import DeskList, folded

LONGEST = 1000
_MOST_TERMS = 30
_TERM = re.compile(r'\s*(?:(?P<key>[a-z_]+):(?!//))?(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))(?=\s|$)')
_PLAIN = re.compile(r'[^\s"]+')


class FilterMistake(StrEnum):
    """The kinds of mistakes in a filter."""

    UNKNOWN_KEY = "unknown key"
    TWICE = "given twice"
    EMPTY = "nothing to look for"
    NO_DAY = "not a day"
    NO_LIST = "not a list"
    QUOTES = "quotation marks"
    TOO_LONG = "too long"


class BadFilter(ValueError):
    """A filter cannot be parsed. The message is for a terminal; `mistake` and `typed` are for a page, which
    has its own messages."""

    def __init__(self, mistake: FilterMistake, typed: str, what: str) -> None:
        super().__init__(what)
        self.mistake, self.typed = mistake, typed


@dataclass(frozen=True, slots=True)
class Filter:
    """All conditions must hold; an empty filter matches everything.

    `words`: each matches the beginning of a word, or several words in a row, ignoring case and accents.
    `author`: the same, within the name. `host`: itself and its subdomains. `reason`: the name of a rule.
    `since`, `until`: days of receipt, both inclusive.
    """

    words: tuple[str, ...] = ()
    article: str | None = None
    author: str | None = None
    email: str | None = None
    host: str | None = None
    reason: str | None = None
    since: date | None = None
    until: date | None = None
    state: DeskList | None = None

    def __str__(self) -> str:
        """As it would be typed; `parse` returns the same filter."""
        given = ((key.name, getattr(self, key.name)) for key in FILTER_KEYS)
        keys = [f"{name}:{_quoted(str(value))}" for name, value in given if value is not None]
        return " ".join([*keys, *(_quoted(word, word=True) for word in self.words)])


@dataclass(frozen=True, slots=True)
class FilterKey:
    """`name`: as typed, and of the field of `Filter`. `read` raises BadFilter."""

    name: str
    read: Callable[[str], Any]


def _host(typed: str) -> str:
    host = typed.strip(".").casefold()
    return known_hosts.resolve(host) or host


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        what = f"“{typed}” is not a day; write it as 2026-11-29"
        raise BadFilter(FilterMistake.NO_DAY, typed, what) from None


def _state(typed: str) -> DeskList:
    try:
        return DeskList(typed)
    except ValueError:
        what = f"“{typed}” is not a list. {nearest(typed, tuple(map(str, DeskList)))}"
        raise BadFilter(FilterMistake.NO_LIST, typed, what) from None


FILTER_KEYS = (
    FilterKey("article", str),
    FilterKey("author", str),
    FilterKey("email", str.casefold),
    FilterKey("host", _host),
    FilterKey("reason", str),
    FilterKey("since", _day),
    FilterKey("until", _day),
    FilterKey("state", _state),
)
"""In the order in which they are written."""
_KEYS = {key.name: key for key in FILTER_KEYS}


def parse(text: str) -> Filter:
    """Parse a filter as typed. Raises BadFilter."""
    text = clean(text)
    terms = list(_terms(text)) if len(text) <= LONGEST else []
    if len(text) > LONGEST or len(terms) > _MOST_TERMS:
        what = f"a filter has {LONGEST} signs and {_MOST_TERMS} words at most"
        raise BadFilter(FilterMistake.TOO_LONG, text[:40], what)
    given: dict[str, Any] = {}
    words: list[str] = []
    for name, value in terms:
        if not value.strip():
            raise BadFilter(FilterMistake.EMPTY, value, f"nothing stands after “{name or text}”")
        if not name:
            words.append(_word(value))
        else:
            given[name] = _value(name, value, given)
    return Filter(words=tuple(words), **given)


def _terms(text: str) -> list[tuple[str, str]]:
    """Pairs of key and value; the key of a plain word is ""."""
    terms: list[tuple[str, str]] = []
    text = text.strip()
    position = 0
    while position < len(text):
        term = _TERM.match(text, position)
        if term is None:
            what = 'quotation marks stand around a whole value, and in none: author:"Jean D"'
            raise BadFilter(FilterMistake.QUOTES, text[position:], what)
        quoted = term["quoted"]
        terms.append((term["key"] or "", term["plain"] if quoted is None else quoted))
        position = term.end()
    return terms


def _word(value: str) -> str:
    if not any(sign.isalnum() for sign in folded(value)):
        raise BadFilter(FilterMistake.EMPTY, value, f"“{value}” has no letter and no figure to look for")
    return value


def _value(name: str, value: str, given: dict[str, Any]) -> Any:
    if name not in _KEYS:
        hint = f"{nearest(name, tuple(_KEYS))} Words with a colon stand in quotation marks."
        raise BadFilter(FilterMistake.UNKNOWN_KEY, name, f"unknown key “{name}”. {hint}")
    if name in given:
        raise BadFilter(FilterMistake.TWICE, name, f"“{name}” is given twice; keep one")
    return _KEYS[name].read(value)


def _quoted(value: str, word: bool = False) -> str:
    """A value with quotation marks if it needs them. `word`: it has no key, so a colon must be quoted too."""
    plain = _PLAIN.fullmatch(value) and not (word and ":" in value)
    return value if plain else f'"{value}"'
