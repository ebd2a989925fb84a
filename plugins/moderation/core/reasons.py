"""The reasons of a verdict: stored as data, and put into words where they are shown. Pure."""

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
"""Line separators that JSON does not escape; a rule in `moderation.toml` may contain one."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule and what it found. `value`: a number of links, a word, a pattern, the state of a ticket, or
    seconds since the preview. `points`: None for a reason that was imported."""

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
    """Reasons as one line of JSON."""
    rows = [[reason.rule, reason.value, reason.points] for reason in reasons]
    return json.dumps(rows, ensure_ascii=False).translate(_ENDS_OF_LINES)


def parse(line: str) -> tuple[Reason, ...]:
    """Parse what `dump` wrote, or the sentences that earlier versions wrote. Raises ValueError for anything
    else."""
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


# Earlier versions wrote sentences: `links: 3 (+25) · word: casino (+50)`.
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
