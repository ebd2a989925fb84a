"""Frozen values of the views as plain ones that `sealed` can keep, and back."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache, partial
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from plugins.common.html import trusted_html
from plugins.common.when import When
from plugins.views import model

_PLAIN = frozenset({str, int, float, bool, type(None)})
_MARKUP, _TUPLE, _WHEN = "", "()", "When"
Packed = Any


def pack(value: Any) -> Packed:
    """Plain values stay; others become lists that begin with what they are."""
    kind: Any = type(value)
    return value if kind in _PLAIN else _packer(kind)(value)


def pack_all(values: Iterable[Any]) -> list[Packed]:
    """Each of them. Most are plain, which is seen here without a call for each."""
    return [value if type(value) in _PLAIN else pack(value) for value in values]


def _packed(name: str, values: Iterable[Any]) -> Packed:
    return [name, *pack_all(values)]


@cache
def _packer(kind: Any) -> Callable[[Any], Packed]:
    """What packs values of that class."""
    name: str = kind.__name__
    if issubclass(kind, Markup):
        return lambda value: [_MARKUP, str(value)]
    if kind is tuple:
        return partial(_packed, _TUPLE)
    if kind is When:
        return _when
    if is_dataclass(kind):
        return partial(_dataclass, name, _getter(kind))
    raise TypeError(f"{name} cannot be kept")


def _dataclass(name: str, values: Callable[[Any], Iterable[Any]], value: Any) -> Packed:
    return _packed(name, values(value))


def _when(when: When) -> Packed:
    return [_WHEN, when.year, when.month, when.day, when.moment.isoformat() if when.moment else None]


def unpack(packed: Packed) -> Any:
    """The value that was packed."""
    if not isinstance(packed, list):
        return packed
    kind, *parts = packed
    if kind == _MARKUP:
        return trusted_html(parts[0])
    if kind == _TUPLE:
        return tuple(map(unpack, parts))
    if kind == _WHEN:
        year, month, day, moment = parts
        return When(year, month, day, datetime.fromisoformat(moment) if moment else None)
    return getattr(model, kind)(*map(unpack, parts))


def _getter(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind)]
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)
