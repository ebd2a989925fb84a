"""Frozen values of the views as plain ones that `sealed` can keep, and back."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from plugins.common.html import trusted_html
from plugins.common.when import When
from plugins.views import model

_PLAIN = (str, int, float, bool, type(None))
_MARKUP, _TUPLE, _WHEN = "", "()", "When"
Packed = Any


def pack(value: Any) -> Packed:
    """Plain values stay; others become lists that begin with what they are."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Markup):
        return [_MARKUP, str(value)]
    if isinstance(value, tuple):
        return [_TUPLE, *map(pack, value)]
    if isinstance(value, When):
        moment = value.moment.isoformat() if value.moment else None
        return [_WHEN, value.year, value.month, value.day, moment]
    if is_dataclass(value):
        kind: Any = type(value)
        return [kind.__name__, *map(pack, _getter(kind)(value))]
    raise TypeError(f"{type(value).__name__} cannot be kept")


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


@cache
def _getter(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind)]
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)
