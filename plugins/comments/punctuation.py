"""French puts a space before `! ? ; : »` and after `«`. Each such sign and the word it belongs to go into a
span that the style sheet does not break (`docs/linking.md` §8).

The pattern is tried where a sign is, not at every character, which took two thirds of the time of
`markup.to_html`.
"""

import re
from collections.abc import Iterator

GLUED = '<span class="glued">'
_SIGN = re.compile(" [!?;:»]|« ")
_MARKS = "\u0300-\u036f\u200d\ufe0f"
# A linked address, a character reference, a letter with its combining marks. No tag and no reference that
# `to_html` writes contains such punctuation itself.
_WORD = (
    r"(?:<a [^<>]*+>[^<]*+(?:<span [^<>]*+>[^<]*+</span>)?</a>"
    rf"|&[#a-z0-9]++;|[^\s<>&;{_MARKS}][{_MARKS}]*+)"
)
_GLUED = re.compile(rf"« {_WORD}(?: [!?;:»])*+|{_WORD}(?: [!?;:»])++")
_MARK = re.compile(f"[{_MARKS}]")
_LONGEST_REFERENCE = len("&#34;")


def glue(html: str) -> str:
    """`html`: of `to_html`, before its lines become paragraphs."""
    return "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    end = position = 0
    while sign := _SIGN.search(html, position):
        position = sign.start() + 1
        start = sign.start() if sign[0] == "« " else _start_of_word(html, sign.start())
        if start >= end and (glued := _GLUED.match(html, start)):
            yield f"{html[end:start]}{GLUED}{glued[0]}</span>"
            end = position = glued.end()
    yield html[end:]


def _start_of_word(html: str, end: int) -> int:
    """Of the word that ends at `end`; -1, or the start of something else, where there is none."""
    last = html[end - 1 : end]
    if last == ">":
        return html.rfind("<a ", 0, end)
    if last == ";":
        return html.rfind("&", max(0, end - _LONGEST_REFERENCE), end)
    start = end - 1
    while start > 0 and _MARK.match(html, start):
        start -= 1
    return start
