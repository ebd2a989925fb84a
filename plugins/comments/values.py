"""The kinds of values in the headers of a comment file: how each is read and written. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plugins.common import page_ids, when
from plugins.common.when import When

_IDENTIFIER = r"[A-Za-z0-9][A-Za-z0-9-]{0,63}"
_RESERVED = "|".join(sorted(name[1:] for name in page_ids.OWN if name.startswith(page_ids.COMMENT)))
_DATE_HINT = "Write a day, 2020-12-19, or a moment with its offset, 2020-12-19T14:05:00+01:00."
_ADDRESSES_HINT = "Write whole addresses, https://…, with a space between."
_ID_HINT = "Use 1 to 64 letters, digits and hyphens; the address #c… is made of it."
_OTHER_ID = "Give it another, here and wherever a Reply-To names it."


class BadValueError(ValueError):
    """An invalid header value: what is wrong with it, and what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


@dataclass(frozen=True, slots=True)
class ValueKind:
    """`read` raises BadValueError. `pattern` matches everything that `write` returns, and perhaps more."""

    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    pattern: str = r"\S(?:.*\S)?"


def _id(value: str) -> str:
    if not re.fullmatch(_IDENTIFIER, value):
        raise BadValueError(f"“{value}” cannot be an id", _ID_HINT)
    if (anchor := f"{page_ids.COMMENT}{value}") in page_ids.OWN:
        raise BadValueError(f"“{value}” cannot be an id: #{anchor} is a place of the page itself", _OTHER_ID)
    return value


def _date(value: str) -> When:
    try:
        date = when.parse(value)
    except ValueError as error:
        raise BadValueError(str(error), _DATE_HINT) from None
    if date.day is None:
        raise BadValueError(f"“{value}” names no day", _DATE_HINT)
    return date


def _addresses(value: str) -> tuple[str, ...]:
    addresses = tuple(value.split())
    for address in addresses:
        if not address.startswith(("http://", "https://")):
            raise BadValueError(f"“{address}” is not an address", _ADDRESSES_HINT)
    return addresses


def one_of(words: tuple[str, ...], kind: str, hint: str) -> ValueKind:
    """A kind of value that allows only these `words`; `kind` names it in the error message."""

    def read(value: str) -> str:
        if value not in words:
            raise BadValueError(f"“{value}” is not a {kind}", hint)
        return value

    return ValueKind(read, pattern="|".join(words))


TEXT = ValueKind()
ID = ValueKind(_id, pattern=rf"(?!(?:{_RESERVED})\n){_IDENTIFIER}")
ADDRESSES = ValueKind(_addresses, " ".join, pattern=r"\S+(?: \S+)*")
DATE = ValueKind(_date, When.isoformat, pattern=r"\S+")
