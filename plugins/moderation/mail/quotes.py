"""What a person wrote in a mail, without what the mail program added: quotes and signatures. Pure.

A quotation that a person typed stays: quotes are taken out only of a mail that answers another, or below a
line of the mail program's that says whose they are.
"""

import re
from collections.abc import Sequence

CITED = "\0"
"""Stands for a quote that was taken out already (`markup`); no cleaned text holds it."""

_SIGNATURE = re.compile(r"-- ?|_{20,}")
_OTHER_MAIL = re.compile(
    r"[\s*]*+[-_=]{2,}+[\s*]*+[^-_=]{0,40}"
    r"\b(?:message|mail|courriel|nachricht|mensaje|messaggio|bericht)\b[^-_=]{0,40}[-_=]{2,}+[\s*]*+"
    r"|[\s*]*+(?:Début du message (?:réexpédié|transféré)|Begin forwarded message)\s?:[\s*]*+",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"[\s*]*(?P<name>De|From|Von|Envoyé(?: le)?|Date|Sent|Gesendet|À|A|To|Pour|An|Cc|Copie à|Objet|Sujet"
    r"|Subject|Betreff|Répondre à|Reply-To)[\s*]?:(?:[\s*].*)?",
    re.IGNORECASE,
)
_SENDERS = frozenset({"de", "from", "von"})
_ADDRESS = re.compile(r"[^\s@<>]@[^\s@<>]")
_BEGINS = r"(?:[-*] ?)?(?:Le|On|Am|El|Il|Op)\b"
_WHO_BEGINS = re.compile(_BEGINS)
_WHO = re.compile(
    _BEGINS + r".*"
    r"(?:a écrit|wrote|schrieb|escribió|ha scritto|schreef).{0,40}:[\s*]*",
    re.S,
)
# A mail program says when, or who by the address; `Le Monde a écrit :` is somebody's own.
_BY_A_PROGRAM = re.compile(
    r"[\d@]|\b(?:lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?"
    r"|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b",
    re.IGNORECASE,
)
_BY_A_PHONE = re.compile(
    r"(?:Envoyé (?:de(?:puis)?|à partir d)|Téléchargez Outlook|Sent from|Get Outlook)\b.{0,80}"
)
_WHO_LINES, _WHO_LENGTH = 3, 400  # it may be folded
_HEADERS_AT_MOST = 12


def cut(text: str, answers: bool) -> str:
    """The sender's own words. `answers`: the mail is an answer to another; then a line that begins with `>`
    is a quote, wherever it stands. A mail of nothing else has no words of its own."""
    lines = _own(text.split("\n"))
    answers = answers or all(not line.strip() or _is_quote(line) for line in lines)
    kept: list[str] = []
    start = 0
    while start < len(lines):
        end = _end_of_quote(lines, start)
        if end == start:
            kept.append(lines[start].rstrip())
        elif not (_forget_who(kept, answers) or answers):
            kept += (line.rstrip() for line in lines[start:end] if line != CITED)
        start = max(end, start + 1)
    kept = _without_unquoted(kept)
    while kept and (not kept[-1] or _BY_A_PHONE.fullmatch(kept[-1])):
        kept.pop()
    return re.sub("\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _own(lines: list[str]) -> list[str]:
    """Up to a signature (RFC 3676 §4.3), or to another mail that has no `>`."""
    for number, line in enumerate(lines):
        if _SIGNATURE.fullmatch(line) or _OTHER_MAIL.fullmatch(line[:200]) or _is_head(lines, number):
            return lines[:number]
    return lines


def _is_head(lines: Sequence[str], start: int) -> bool:
    """Headers of a mail: two lines with an address, or three; prose has `De : Paris`, `À : Lyon`."""
    found = []
    for line in lines[start : start + _HEADERS_AT_MOST]:
        header = _HEADER.fullmatch(line)
        if header is None:
            break
        found.append(header)
    if not any(header["name"].lower() in _SENDERS for header in found):
        return False
    return len(found) > 2 or (len(found) == 2 and any(_ADDRESS.search(header.group()) for header in found))


def _is_quote(line: str) -> bool:
    return line.startswith((">", " >", CITED))


def _end_of_quote(lines: Sequence[str], start: int) -> int:
    end = start
    while end < len(lines) and _is_quote(lines[end]):
        end += 1
    return end


def _forget_who(kept: list[str], answers: bool) -> bool:
    """“Le 24 novembre 2026, Zoé a écrit :” above a quote, be it folded or followed by an empty line. Whether
    it was there."""
    end = len(kept)
    while end and end > len(kept) - 3 and not kept[end - 1]:
        end -= 1
    for start in range(end - 1, max(-1, end - 1 - _WHO_LINES), -1):
        above = "\n".join(kept[start:end])
        if len(above) < _WHO_LENGTH and _WHO.fullmatch(above) and (answers or _BY_A_PROGRAM.search(above)):
            del kept[start:]
            return True
    return False


def _without_unquoted(kept: list[str]) -> list[str]:
    """Up to a quote without `>`, below a line with somebody's address: words of the sender's behind it are
    not to be told from it."""
    for start in range(len(kept)):
        if _WHO_BEGINS.match(kept[start]) and any(
            _ADDRESS.search(who) and len(who) < _WHO_LENGTH and _WHO.fullmatch(who)
            for who in ("\n".join(kept[start : start + lines]) for lines in range(1, _WHO_LINES + 1))
        ):
            return kept[:start]
    return kept
