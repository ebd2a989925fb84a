"""Decides whether a host name may be linked, and normalises it. Pure; rules and examples: `docs/linking.md`
§5."""

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address

import idna

from plugins.comments.scripts import continues_word, script

MAXIMUM = 253
"""The most characters that a host name may have (RFC 1035 §2.3.4, without the length bytes)."""

_ASCII_RUN = re.compile(r"(?:[A-Za-z0-9_-]++|\.(?!\.\.))*+")  # three dots are an ellipsis
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+){3}")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_LOOSE_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")
_TOP = re.compile(r"[a-z]{2,}|xn--[a-z0-9-]+")

# Characters that IDNA 2008 (RFC 5892 §2.6, CONTEXTJ and CONTEXTO) allows between letters; `idna` knows when.
_BETWEEN_LETTERS = "\u200c\u200d·͵׳״・"

# Never on the public Internet: RFC 6761 §6, RFC 6762 §3, RFC 8375, and ICANN's `.internal`.
_PRIVATE = (".local", ".localhost", ".internal", ".invalid", ".test", ".home.arpa")

# Scripts that one label may mix: “highly restrictive” of UTS 39 §5.2. A top label mixes none.
_MIXES = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)


def reach(text: str, start: int) -> int:
    """The end of the characters that a host name may contain, from `start` on. With characters beyond ASCII
    it stops soon after `MAXIMUM`, since nothing that long is a host."""
    end = _run(text, start)
    while end < len(text) and end - start <= MAXIMUM and _continues(text[end]):
        end = _run(text, end + 1)
    return end


def _run(text: str, start: int) -> int:
    match = _ASCII_RUN.match(text, start)
    return match.end() if match else start


def _continues(character: str) -> bool:
    return character > "\x7f" and (continues_word(character) or character in _BETWEEN_LETTERS)


def resolve(host: str) -> str | None:
    """The host as an href has it, in lower case and punycode; None if it must not be linked."""
    return _resolve(host) if 0 < len(host) <= MAXIMUM else None


@lru_cache(maxsize=4096)
def _resolve(host: str) -> str | None:
    if _NUMBERS.fullmatch(host):
        return host if _public(host) else None
    *labels, top = (host.lower() if host.isascii() else _mapped(host)).split(".")
    ascii_labels = [_to_ascii(label, _MIXES) for label in labels] + [_to_ascii(top, ())]
    name = ".".join(ascii_labels)
    if len(name) > MAXIMUM or f".{name}".endswith(_PRIVATE):
        return None
    return name if _well_formed(ascii_labels) else None


def _public(numbers: str) -> bool:
    try:
        address = IPv4Address(numbers)
    except AddressValueError:
        return False
    return address.is_global and not address.is_multicast


def _mapped(host: str) -> str:
    """UTS 46 (mapping, then NFC); "" if it forbids a character. `_` is kept, since subdomains may have it."""
    try:
        return idna.uts46_remap(host, std3_rules=False)
    except (idna.IDNAError, UnicodeError):
        return ""


def _to_ascii(label: str, mixes: tuple[frozenset[str], ...]) -> str:
    """A label in ASCII, by punycode if need be (IDNA 2008, which allows no symbols such as ✪); "" if it is
    invalid or mixes scripts in a way that `mixes` does not allow. A plain ASCII label may contain `--`."""
    if label.isascii() and not label.startswith("xn--"):
        return label
    try:
        if label.isascii():
            unicode_label, ascii_label = idna.ulabel(label), label
        else:
            unicode_label, ascii_label = label, idna.alabel(label).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return ""
    scripts = frozenset(filter(None, map(script, unicode_label)))
    return ascii_label if len(scripts) <= 1 or any(scripts <= mix for mix in mixes) else ""


def _well_formed(labels: list[str]) -> bool:
    """At least two labels, none empty or over 63 characters (RFC 1035 §2.3.4); no `_` in the last two."""
    if len(labels) < 2 or any(len(label) > 63 for label in labels):
        return False
    loose, strict = labels[:-2], labels[-2:]
    return (
        all(map(_LOOSE_LABEL.fullmatch, loose))
        and all(map(_LABEL.fullmatch, strict))
        and _TOP.fullmatch(labels[-1]) is not None
    )
