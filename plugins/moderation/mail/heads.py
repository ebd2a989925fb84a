"""Recognises what mail programs write above a mail that they quote: a separator (`----- Mail original
-----`), its headers, or an attribution (`Le 24 novembre 2026, Zoé a écrit :`). Pure.

Prose may look like each of them (`Le Monde a écrit :`, `De : Paris`). What a program wrote is told apart by
what persons leave out: a day, an address, a third header.
"""

import re
from collections.abc import Sequence

WHO_LINES = 3
"""Lines that an attribution may be folded over."""

HEADERS_AT_MOST = 12

_BETWEEN = re.compile(
    r"[\s*]*+[-_=]{2,}+[\s*]*+[^-_=]{0,40}"
    r"\b(?:message|mail|courriel|nachricht|mensaje|messaggio|bericht)\b[^-_=]{0,40}[-_=]{2,}+[\s*]*+"
    r"|[\s*]*+(?:Début du message (?:réexpédié|transféré)|Begin forwarded message)\s?:[\s*]*+",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"[\s*]*(?:(?P<name>De|From|Von|Envoyé(?: le)?|Date|Sent|Gesendet|À|A|To|Pour|An|Cc|Copie à|Objet|Sujet"
    r"|Subject|Betreff|Répondre à|Reply-To)[\s*]?:|Message du\s?:?\s\d)(?:[\s*]?.*)?",
    re.IGNORECASE,
)
_SENDERS = frozenset({"de", "from", "von"})

_WROTE = r"(?:a écrit|wrote|schrieb|escribió|ha scritto|schreef)"
_ADDRESS = re.compile(r"[^\s@<>]@[^\s@<>]")
_BEFORE_MAIL = re.compile(r"\b1\d{3}\b")
_BEGINS = r"\s{0,8}(?:-{4} |[-*] ?)?(?:Le|On|Am|El|Il|Op)\b"
_WHO_BEGINS = re.compile(_BEGINS)
_WHO = re.compile(_BEGINS + r".*" + _WROTE + r".{0,40}(?::|----)[\s*]*", re.DOTALL)
_WHO_BY_ADDRESS = re.compile(  # `Quoting Jean <jean@…>:`, `24 nov. 2026, 10:00 par jean@…:`, in any language
    r"(?=[^<]*<|\D*\d)[^\n]{0,200}[ <][^\s@<>]{1,80}@[^\s@<>]{1,80}>?[ \xa0]?" + _WROTE + r"?[ \xa0]?:\s*"
)
_WHO_LENGTH = 400
_BY_A_PROGRAM = re.compile(
    r"[\d@]|\b(?:lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?"
    r"|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b",
    re.IGNORECASE,
)


def is_between(line: str) -> bool:
    """Whether a line is a separator, such as `----- Mail original -----`."""
    return _BETWEEN.fullmatch(line[:200]) is not None


def are_headers(lines: Sequence[str], start: int) -> bool:
    """Whether the headers of a mail begin at a line: three of them, or two with an address. Prose may have
    two, as in `De : Paris`, `À : Lyon`."""
    headers = []
    for line in lines[start : start + HEADERS_AT_MOST]:
        header = _HEADER.fullmatch(line)
        if header is None:
            break
        headers.append(header)
    if not any((header["name"] or "").lower() in _SENDERS for header in headers):
        return False
    has_address = any(_ADDRESS.search(header.group()) for header in headers)
    return len(headers) > 2 or (len(headers) == 2 and has_address)


def end_without_who(lines: Sequence[str], end: int) -> int:
    """The first line of the attribution that ends just above `end`, which may be folded; `end` if there is
    none."""
    above = [
        (start, "\n".join(lines[start:end])) for start in range(end - 1, max(-1, end - 1 - WHO_LINES), -1)
    ]
    for form in (_WHO, _WHO_BY_ADDRESS):
        for start, who in above:
            if len(who) < _WHO_LENGTH and form.fullmatch(who):
                return start
    return end


def is_by_a_program(who: str) -> bool:
    """Whether a mail program wrote this attribution: it names a day or an address. `Le Monde a écrit :` is a
    person's own, and so is one of a year before there was mail, such as 1871."""
    if _BEFORE_MAIL.search(who) and not _ADDRESS.search(who):
        return False
    return _BY_A_PROGRAM.search(who) is not None


def is_who_with_address(lines: Sequence[str], start: int) -> bool:
    """Whether an attribution with an address begins at a line. Above a quote without `>`, only the address
    shows that it is one."""
    return _WHO_BEGINS.match(lines[start]) is not None and any(
        _ADDRESS.search(who) and len(who) < _WHO_LENGTH and _WHO.fullmatch(who)
        for who in _firsts(lines, start)
    )


def are_in_quote(quote: Sequence[str]) -> bool:
    """Whether a quote begins with headers or an attribution of its own, so that a mail program made it."""
    lines = [line.lstrip(" >") for line in quote[: HEADERS_AT_MOST + 2]]
    while lines and not lines[0]:
        del lines[0]
    return are_headers(lines, 0) or any(
        _WHO.fullmatch(who[:_WHO_LENGTH]) and is_by_a_program(who) for who in _firsts(lines, 0)
    )


def _firsts(lines: Sequence[str], start: int) -> list[str]:
    return ["\n".join(lines[start : start + many]) for many in range(1, WHO_LINES + 1)]
