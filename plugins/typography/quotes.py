"""Quotation marks: balanced pairs become guillemets, pairs inside them “ ”. Unbalanced marks stay."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plugins.typography.signs import EM_DASH, EN_DASH, Edit, paragraphs

_MARK = re.compile('["«»“”]')
_BEHIND_DIGIT = re.compile(r'\d"')
_BEFORE_OPENING = frozenset(f"([{{'’«“/{EN_DASH}{EM_DASH}-")
_AFTER_CLOSING = frozenset(f".,;:!?…)]}}»”'’/{EN_DASH}{EM_DASH}-\"")
_PARTNERS = {"»": "«", "”": "“", '"': '"'}
_BARRIERS = {"«": "", "“": "«", '"': "«“"}
_PAIRS = (("«", "»"), ("“", "”"))


class _Mark(NamedTuple):
    """A quotation mark: where it stands, its sign, whether it opens."""

    at: int
    sign: str
    opens: bool


def quotes(text: str) -> Sequence[Edit]:
    """First rank « », every inner rank “ ” (Lexique, « guillemets »); typed guillemets count and stay."""
    if not _may_hold(text):
        return ()
    blocks = paragraphs(text)
    return [edit for start, block in blocks if _may_hold(block) for edit in _ranked(block, start)]


def _may_hold(text: str) -> bool:
    return '"' in text or "“" in text or "”" in text


def _ranked(text: str, start: int) -> Iterator[Edit]:
    """The edits of one block, which begins at `start`."""
    marks = list(_marks(text))
    if _is_one_pair(marks) and not _empty(text, marks):
        yield from (
            (start + mark.at, start + mark.at + 1, sign) for mark, sign in zip(marks, _PAIRS[0], strict=True)
        )
        return
    for mark, rank in zip(marks, _ranks(marks, _matched(marks, text)), strict=True):
        if rank is not None and (mark.sign == '"' or (mark.sign in "“”" and rank == 0)):
            yield (start + mark.at, start + mark.at + 1, _PAIRS[min(rank, 1)][not mark.opens])


def _is_one_pair(marks: Sequence[_Mark]) -> bool:
    """As in most blocks that hold any."""
    return len(marks) == 2 and marks[0].sign == marks[1].sign == '"' and marks[0].opens and not marks[1].opens


def _ranks(marks: Sequence[_Mark], matched: Mapping[int, int]) -> list[int | None]:
    """How many quotations each paired mark stands in; None for a mark without a partner.

    A guillemet without its partner in this block belongs to a quotation that runs over several blocks.
    """
    ranks: list[int | None] = []
    inside = sum(mark.sign == "»" and index not in matched for index, mark in enumerate(marks))
    for index, mark in enumerate(marks):
        step = 1 if mark.opens else -1
        if index in matched:
            ranks.append(inside if mark.opens else ranks[matched[index]])
            inside += step
        else:
            ranks.append(None)
            inside += step if mark.sign in "«»" else 0
    return ranks


def _marks(text: str) -> Iterator[_Mark]:
    """Every mark that can be one. A straight one opens or closes by its neighbours, in doubt by turns."""
    last = _Mark(-2, "", False)
    waiting = [0]  # straight marks that stand open, for each typed quotation that stands open around them
    inches = _inches(text)
    for match in _MARK.finditer(text):
        at, sign = match.start(), match[0]
        opens: bool | None = sign in "«“"
        if sign == '"':
            behind = last.opens if last.at == at - 1 and last.sign == '"' else None
            opens = _direction(text, at, behind, waiting[-1] > 0)
            if opens is None or (not opens and 0 < waiting[-1] <= inches.get(at, 0)):
                continue
            waiting[-1] = max(waiting[-1] + (1 if opens else -1), 0)
        elif opens:
            waiting.append(0)
        elif len(waiting) > 1:
            waiting.pop()
        last = _Mark(at, sign, bool(opens))
        yield last


def _inches(text: str) -> dict[int, int]:
    """Each mark behind a digit, which may be one of inches (`24"`), with how many follow it that can only
    close: if those are enough for all that stand open, it is (`"Un 24" HD"`)."""
    found: dict[int, int] = {}
    closers = 0
    for mark in reversed(list(_MARK.finditer(text))) if _BEHIND_DIGIT.search(text) else ():
        at = mark.start()
        if text[at - 1 : at].isdigit():
            found[at] = closers
        closes = mark[0] == '"' and _direction(text, at, None, inside=True) is False
        closers = closers + 1 if closes else 0
    return found


def _direction(text: str, at: int, behind: bool | None, inside: bool) -> bool | None:
    """True opens, False closes, None neither. `behind`: the direction of a straight mark right before."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    spaced_before = not before or before.isspace() or before == "“" or behind is True
    spaced_after = not after or after.isspace() or after == "”"
    opens = not spaced_after and (spaced_before or before in _BEFORE_OPENING)
    closes = not spaced_before and (spaced_after or after in _AFTER_CLOSING)
    if opens and closes:
        return not inside
    if opens or closes:
        return opens
    return not inside if spaced_before and spaced_after else None


def _matched(marks: Sequence[_Mark], text: str) -> dict[int, int]:
    """From each mark that has a partner to that partner, by number; of pairs that cross, one counts."""
    found: dict[int, int] = {}
    stack: list[int] = []
    waiting = dict.fromkeys('«“"', 0)
    for index, mark in enumerate(marks):
        if mark.opens:
            stack.append(index)
            waiting[mark.sign] += 1
            continue
        opening = _partner(mark, marks, stack, waiting)
        if opening is not None and not _empty(text, marks[opening : index + 1]):
            found |= {opening: index, index: opening}
    return found


def _partner(mark: _Mark, marks: Sequence[_Mark], stack: list[int], waiting: dict[str, int]) -> int | None:
    """Take from the stack the mark that this one closes, and what stands open inside of it."""
    wanted = _PARTNERS[mark.sign]
    while waiting[wanted] and marks[stack[-1]].sign not in _BARRIERS[wanted]:
        opening = stack.pop()
        waiting[marks[opening].sign] -= 1
        if marks[opening].sign == wanted:
            return opening
    return None


def _empty(text: str, between: Sequence[_Mark]) -> bool:
    """Whether two marks with nothing between them quote nothing; typed guillemets do as they please."""
    first, last = between[0], between[-1]
    return len(between) == 2 and last.sign != "»" and not text[first.at + 1 : last.at].strip()
