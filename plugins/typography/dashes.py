"""Dashes: typed ones become real ones, and an incise does not part from its dashes."""

import re
from collections.abc import Iterator, Sequence

from plugins.typography.signs import EM_DASH, EN_DASH, LINE, NBSP, OBJECT, PARAGRAPH, SPACES, Edit, no_break

_TYPED = re.compile(r"-+")
_ARROWS = frozenset("<>=|+*/\\!;")
_BOUNDS = LINE + PARAGRAPH
_OPENING = frozenset(f"{SPACES}{_BOUNDS}([{{«“\"'’")
_NOT_OPENED = frozenset(f"{EN_DASH}{EM_DASH};:!?»,.…)]}}{_BOUNDS}")
_AFTER_CLOSING = frozenset(f'{SPACES}{_BOUNDS},.;:!?…)]}}»”"')
# A sentence ends where a capital begins the next; behind a capital a point ends an abbreviation (M. Durand).
_STEP = re.compile(
    rf"(?<![{SPACES}])(?P<before>[{SPACES}]*)(?P<dash>[{EN_DASH}{EM_DASH}])(?P<after>[{SPACES}]*)"
    rf"|(?<![A-ZÀ-ÖØ-ÞŒ])[.!?…](?=[{SPACES}][A-ZÀ-ÖØ-ÞŒ])|{PARAGRAPH}"
)


def typed(text: str) -> Sequence[Edit]:
    """`--` is U+2013 EN DASH, `---` is U+2014 EM DASH; arrows, rules and options (`--force`) are neither."""
    return list(_drawn(text)) if "--" in text else ()


def _drawn(text: str) -> Iterator[Edit]:
    for match in _TYPED.finditer(text):
        length = match.end() - match.start()
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        option = (not before or before in _OPENING or before == OBJECT) and after.isalnum()
        if length in (2, 3) and not option and not {before, after} & _ARROWS:
            yield (match.start(), match.end(), EN_DASH if length == 2 else EM_DASH)


def incises(text: str) -> Sequence[Edit]:
    """U+00A0 on the inner side of each dash of an incise, and behind the dash that opens a line of dialogue.

    Source: Lexique, « tiret ». A dash between spaces opens; the next in the same sentence closes.
    """
    return list(_incises(text)) if EN_DASH in text or EM_DASH in text else ()


def _incises(text: str) -> Iterator[Edit]:
    opened = False
    for step in _STEP.finditer(text):
        if step["dash"] is None:
            opened = False
        elif opened and _may_close(text, step):
            opened = False
            yield from no_break(text, *step.span("before"), NBSP)
        elif _may_open(text, step):
            opened = not _begins_line(text, step)
            yield from no_break(text, *step.span("after"), NBSP)


def _may_close(text: str, step: re.Match[str]) -> bool:
    after = text[step.end("dash") : step.end("dash") + 1]
    return bool(step["before"]) and not _begins_line(text, step) and (not after or after in _AFTER_CLOSING)


def _may_open(text: str, step: re.Match[str]) -> bool:
    before = text[step.start() - 1 : step.start()]
    placed = bool(step["before"]) or not before or before in _OPENING
    after = text[step.end() : step.end() + 1]
    return placed and bool(step["after"]) and bool(after) and after not in _NOT_OPENED


def _begins_line(text: str, step: re.Match[str]) -> bool:
    return step.start() == 0 or text[step.start() - 1] in _BOUNDS
