"""Reduces the text of a mail to what its sender wrote, without the quotes and signatures that the mail
program added. Pure.

A quotation that a person typed stays: quotes are removed only from a mail that answers another one, or below
an attribution by the mail program.
"""

import re
from collections.abc import Sequence

from plugins.moderation.mail import heads

CITED = "\0"
"""Stands for a quote that `markup` has already removed; it cannot occur in a cleaned text."""

_SIGNATURE = re.compile(r"-- ?|_{20,}")
_RULE = re.compile(r"[-_=]{3,}")
_BY_A_PROGRAM = re.compile(
    r"(?:Envoyé (?:de(?:puis)?|à partir d[e'’])|Sent from)\b.{0,80}"
    r"|(?:Envoyé avec|Sent with)\b.{0,60}\b(?:Proton|Tuta|Yahoo|Outlook|Spark|Mailo|Mail)\b.{0,40}"
    r"|(?:Obtenez|Téléchargez|Télécharger|Get) Outlook\b.{0,120}"
    r"|Yahoo Mail\s?: (?:Recherchez|Search)\b.{0,80}"
)


def cut(text: str, answers: bool) -> str:
    """The sender's own text; empty if the mail has quotes only. `answers`: whether the mail answers another
    one; then each line that begins with `>` is a quote."""
    lines = _own(text.split("\n"))
    answers = answers or all(not line.strip() or _is_quote(line) for line in lines)
    kept: list[str] = []
    start = 0
    while start < len(lines):
        end = _end_of_quote(lines, start)
        if end == start:
            kept.append(lines[start].rstrip())
        elif not (_drop_attribution(kept, answers) or answers or heads.are_in_quote(lines[start:end])):
            kept += (line.rstrip() for line in lines[start:end] if line != CITED)
        start = max(end, start + 1)
    kept = _without_unquoted(kept)
    while kept and (not kept[-1] or _BY_A_PROGRAM.fullmatch(kept[-1])):
        kept.pop()
    return re.sub("\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _own(lines: list[str]) -> list[str]:
    """The lines before a signature (RFC 3676 §4.3) or another mail that is quoted without `>`."""
    for number, line in enumerate(lines):
        if _SIGNATURE.fullmatch(line) or heads.is_between(line):
            return lines[:number]
        if heads.are_headers(lines, number):
            return _without_rule(lines[:number])
    return lines


def _without_rule(lines: list[str]) -> list[str]:
    """The lines without a ruling line (`-----`) at their end, above the headers of the quoted mail."""
    while lines and (not lines[-1].strip() or _RULE.fullmatch(lines[-1].strip())):
        lines.pop()
    return lines


def _is_quote(line: str) -> bool:
    return line.startswith((">", " >", CITED))


def _end_of_quote(lines: Sequence[str], start: int) -> int:
    end = start
    while end < len(lines) and _is_quote(lines[end]):
        end += 1
    return end


def _drop_attribution(kept: list[str], answers: bool) -> bool:
    """Remove an attribution at the end of the lines that are kept; it may be folded, or followed by an empty
    line. Returns whether there was one."""
    end = len(kept)
    while end and end > len(kept) - 3 and not kept[end - 1]:
        end -= 1
    start = heads.end_without_who(kept, end)
    if start == end or not (answers or heads.is_by_a_program("\n".join(kept[start:end]))):
        return False
    del kept[start:]
    return True


def _without_unquoted(kept: list[str]) -> list[str]:
    """The lines before a quote without `>`, which is recognised by an attribution with an address. What the
    sender may have written behind it cannot be told from it, and is lost."""
    for start in range(len(kept)):
        if heads.is_who_with_address(kept, start):
            return kept[:start]
    return kept
