"""Why a rule had something to say: kept as data, worded where it is shown. Pure."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SENTENCES = {
    "honeypot": "the hidden field is filled in",
    "duplicate": "the same text is here already",
    "known": "has a published comment under this name",
}
_MISSING = "missing"
_ENDS_OF_LINES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""Which JSON leaves as they are; a rule of `moderation.toml` may have one."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule and what it found: a number of links, a word, a pattern, the state of a ticket, seconds since
    the preview. No `points`: it came with an import."""

    rule: str
    value: str | float | None = None
    points: int | None = None

    def __str__(self) -> str:
        points = "" if self.points is None else f" ({self.points:+d})"
        return f"{self.rule}: {self._evidence()}{points}" if self.rule else str(self.value)

    def _evidence(self) -> str:
        match self.rule, self.value:
            case "quick", float(seconds):
                return f"{seconds:.1f} s after the preview"
            case "old", float(seconds):
                return f"{seconds / 3600:.0f} h after the preview"
            case "ticket", "missing":
                return "sent without a preview"
            case "stopped", str(pattern):
                return f"took too long to look for: {pattern}"
        return _SENTENCES.get(self.rule) or str(self.value)


def dump(reasons: Iterable[Reason]) -> str:
    """One or more of them, on one line."""
    rows = [[one.rule, one.value, one.points] for one in reasons]
    return json.dumps(rows, ensure_ascii=False).translate(_ENDS_OF_LINES)


def parse(line: str) -> tuple[Reason, ...]:
    """What `dump` wrote, or what stood there before: sentences. Raises ValueError for anything else."""
    if not line.startswith("[["):
        return tuple(map(_of_sentence, _BETWEEN.split(line)))
    return tuple(_rows(json.loads(line)))


def _rows(rows: list[object]) -> Iterator[Reason]:
    for row in rows:
        match row:
            case [str(rule), str() | int() | float() | None as value, int() | None as points]:
                yield Reason(rule, value, points)
            case _:
                raise ValueError(f"no reason: {row}")


# As sentences, they were `links: 3 (+25) · word: casino (+50)`.
_RULES = "links|word|pattern|honeypot|ticket|quick|old filter|old|duplicate|known"
_BETWEEN = re.compile(rf" · (?=(?:{_RULES}): )")
_SENTENCE = re.compile(rf"({_RULES}): (.*?)(?: \(([+-][0-9]+)\))?")
_AGE = re.compile(r"([0-9.]+) ([sh]) after the preview")
_SECONDS = {"s": 1.0, "h": 3600.0}


def _of_sentence(sentence: str) -> Reason:
    match = _SENTENCE.fullmatch(sentence)
    if match is None:
        return Reason("", sentence)
    rule, evidence, points = match.groups()
    return Reason(rule, _of_evidence(rule, evidence), int(points) if points else None)


def _of_evidence(rule: str, evidence: str) -> str | float | None:
    if rule in _SENTENCES:
        return None
    if age := _AGE.fullmatch(evidence):
        return float(age[1]) * _SECONDS[age[2]]
    if rule == "ticket" and evidence.startswith("sent "):
        return _MISSING
    return int(evidence) if rule == "links" and evidence.isdecimal() else evidence
