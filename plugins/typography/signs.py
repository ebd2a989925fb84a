"""The signs of French composition by their Unicode names, and the one thing a rule gives: an edit."""

from collections.abc import Callable, Iterator, Sequence

NBSP = "\u00a0"
"""NO-BREAK SPACE: the « espace-mot insécable »."""
NNBSP = "\u202f"
"""NARROW NO-BREAK SPACE: the « fine insécable »."""
SPACES = f" \t\n{NBSP}{NNBSP}"
"""What a rule may replace; thin, hair and other spaces are somebody's choice and stay."""
LINE = "\u2028"
"""LINE SEPARATOR: how a forced line break looks to the rules."""
PARAGRAPH = "\u2029"
"""PARAGRAPH SEPARATOR: how it looks where one block ends and the next begins."""
OBJECT = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: how code, an address, an image … looks to the rules."""

ELLIPSIS = "…"
APOSTROPHE = "’"
EN_DASH = "–"
EM_DASH = "—"


Edit = tuple[int, int, str]
"""`start, end, new`: put `new` in the place of `text[start:end]`.

An article needs fifty; one with named fields would take eight times as long to make.
"""

Rule = Callable[[str], Sequence[Edit]]
"""From a text to the edits it needs: in order, never overlapping, each one a change.

Most texts need none of most rules, so a rule begins with a look for its signs (`in` is quick),
and its expression begins with the rarest of them: what stands before is looked at behind it.
"""


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The blocks of a text, each with the place where it begins: for rules whose sign few blocks hold."""
    start = 0
    for block in text.split(PARAGRAPH):
        yield start, block
        start += len(block) + 1


def places(text: str, signs: str) -> list[int]:
    """Where any of the signs stands, in order: in running text five times as quick as an expression."""
    found: list[int] = []
    for sign in signs:
        if sign in text:
            found += everywhere(text, sign)
    return sorted(found) if len(signs) > 1 else found


def everywhere(text: str, part: str) -> list[int]:
    """Where a part of it stands, in order."""
    found: list[int] = []
    find, at = text.find, text.find(part)
    while at >= 0:
        found.append(at)
        at = find(part, at + 1)
    return found


def no_break(text: str, start: int, end: int, space: str) -> Sequence[Edit]:
    """The edit that makes of the spaces `text[start:end]` the one `space`; none if that stands already."""
    return ((start, end, space),) if text[start:end] != space else ()


def spaces_before(text: str, end: int) -> int:
    """Where the spaces begin that end at `end`; `end` if there are none."""
    while end and text[end - 1] in SPACES:
        end -= 1
    return end


def figures(text: str) -> bool:
    """Whether there may be a digit, of any script: three times as quick as to look for one."""
    words = text.replace(OBJECT, "")  # its bytes are those of some digits
    return bool(words.encode(errors="surrogatepass").translate(None, _NEVER_FIGURES))


# The bytes, in UTF-8, of ASCII without its digits and of all from U+0080 to U+017F and from U+2000 to U+2FFF.
_NEVER_FIGURES = bytes({*range(0xC6), 0xE2} - {*b"0123456789"})
