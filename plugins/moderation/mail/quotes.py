"""What a person wrote in a mail, without what the mail program added: quotes and signatures. Pure."""

import re

_SIGNATURE = re.compile(r"-- ?|_{20,}|-{3,} ?(?:Message d’origine|Message d'origine|Original Message) ?-{3,}")
_HEADER_OF_QUOTE = re.compile(r"(?:De|From)\s?: .*\S")
_NEXT_HEADER = re.compile(r"(?:Envoyé|Date|Sent|À|To|Objet|Subject)\s?: ?.*")
_WHO = re.compile(
    r"(?:Le|On|Am|El|Il|Op)\b.*(?:a écrit|wrote|schrieb|escribió|ha scritto|schreef).{0,40}:", re.S
)
_BY_A_PHONE = re.compile(
    r"(?:Envoyé (?:de(?:puis)?|à partir d)|Téléchargez Outlook|Sent from|Get Outlook)\b.{0,80}"
)
_WHO_LINES, _WHO_LENGTH = 3, 400  # it may be folded


def cut(text: str) -> str:
    """The sender's own words. A line that begins with `>` is a quote, wherever it stands."""
    kept: list[str] = []
    quoting = False
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _ends_here(line, lines[number + 1 : number + 2]):
            break
        if line.startswith(">"):
            if not quoting:
                _forget_who(kept)
        else:
            kept.append(line.rstrip())
        quoting = line.startswith(">")
    while kept and (not kept[-1] or _BY_A_PHONE.fullmatch(kept[-1])):
        kept.pop()
    return re.sub("\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _ends_here(line: str, following: list[str]) -> bool:
    """A signature (RFC 3676 §4.3), or the head of a quote that has no `>`."""
    if _SIGNATURE.fullmatch(line):
        return True
    return bool(_HEADER_OF_QUOTE.fullmatch(line) and following and _NEXT_HEADER.fullmatch(following[0]))


def _forget_who(kept: list[str]) -> None:
    """“Le 24 novembre 2026, Zoé a écrit :” above a quote, be it folded or followed by an empty line."""
    end = len(kept) - (kept[-1:] == [""])
    for start in range(end - 1, max(-1, end - 1 - _WHO_LINES), -1):
        above = "\n".join(kept[start:end])
        if len(above) < _WHO_LENGTH and _WHO.fullmatch(above):
            del kept[start:]
            return
