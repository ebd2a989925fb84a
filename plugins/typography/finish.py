"""What is done to the finished HTML of an article: in French, the filters of typogrify that are right in it.

`caps` marks acronyms for small capitals. `widont` keeps the last word of a heading from standing alone. The
others are not: `tests/typography/test_typogrify.py` shows what each does in French, and why.
"""

import re
from collections.abc import Sequence
from string import ascii_uppercase

from typogrify import filters

from plugins.common import versions
from plugins.typography import english
from plugins.typography.languages import is_english, is_french
from plugins.typography.signs import NBSP
from plugins.typography.tags import Token, tokens

_CAPITALS = re.compile(r"[A-Z](?:\d*|\.)[A-Z]")
# Word by word, so that « M. X. » is not an acronym. Longer ones are not acronyms; entities are not words.
_WORD = re.compile(r"[^\s<>]+")
_LONGEST = 40

_HEADING = re.compile(r"h[1-6]")
_LAST_GAP = re.compile(r"\S[ \n]+(?=[^\s<>]{1,12}\s*(?:</(?:a|em|span|strong|i|b)>\s*)*</h[1-6]>\Z)")
# As tables of contents know it, with nothing but text in it. What `widont` does to it is one change.
_PLAIN_HEADING = re.compile(r'<h[1-6] id="[\w-]*">([^<>]*)</h[1-6]>\Z')
_HEADING_ELEMENT = re.compile(r"<h([1-6])\b.*?</h\1>", re.DOTALL)
# What may hold a heading that is none: comments, and elements that hold raw text.
_OPAQUE = re.compile(r"<(?:[!?]|[sS](?:[cC]|[tT][yY])|[tT][eEiI])")
_ANY_TAG = re.compile("<[^<>]*>")
_WORDS_OF_A_LINE = 4
_HEADING_LENGTH = 500


def finished(html: str, lang: str) -> str:
    """The HTML of a whole text in a language; empty: of none that has rules."""
    if is_french(lang):
        return finish(html)
    return english.finish(html) if is_english(lang) else html


def finish(html: str) -> str:
    """Each filter runs only where its signs occur; twice changes nothing."""
    if not versions.proven("typogrify") or _may_hold_acronym(html) or _OPAQUE.search(html):
        return _filtered(html)
    if "</h" not in html:
        return html
    return _HEADING_ELEMENT.sub(_lone_heading, html)


def _may_hold_acronym(html: str) -> bool:
    """Twice as quick as to look for one, and only then that is done."""
    kinds = html.encode(errors="surrogatepass").translate(_KINDS, _BETWEEN_CAPITALS)
    return b"AA" in kinds and bool(_CAPITALS.search(html))


_KINDS = bytes(65 if chr(byte) in ascii_uppercase else 32 for byte in range(256))
_BETWEEN_CAPITALS = b".0123456789" + bytes(range(0x80, 0x100))


def _lone_heading(element: re.Match[str]) -> str:
    """A heading in a text without acronyms."""
    plain = _PLAIN_HEADING.match(element[0])
    if plain is None:
        return _filtered(element[0])
    gap = _LAST_GAP.search(element[0], plain.start(1))
    if gap is None or len(element[0]) > _HEADING_LENGTH or len(plain[1].split()) < _WORDS_OF_A_LINE:
        return element[0]
    return f"{element[0][: gap.start() + 1]}{NBSP}{element[0][gap.end() :]}"


def _filtered(html: str) -> str:
    return "".join(_headings([_acronyms(token) for token in tokens(html)]))


def _acronyms(token: Token) -> Token:
    if not token.prose or not _CAPITALS.search(token.text):
        return token
    return Token(_WORD.sub(_acronym, token.text), token.name, token.shuts, token.prose)


def _acronym(word: re.Match[str]) -> str:
    if len(word[0]) > _LONGEST or "&" in word[0] or not _CAPITALS.search(word[0]):
        return word[0]
    return str(filters.caps(word[0]))


def _headings(row: Sequence[Token]) -> list[str]:
    """The texts of the tokens, those of each heading joined and seen to."""
    texts: list[str] = []
    heading, start = "", 0
    for token in row:
        if _HEADING.fullmatch(token.name) and not token.shuts:
            heading, start = token.name, len(texts)
        texts.append(token.text)
        if heading and token.name == f"/{heading}":
            texts[start:] = [_heading("".join(texts[start:]))]
            heading = ""
    return texts


def _heading(html: str) -> str:
    """U+00A0 before the last word of a heading of several words, where an ordinary space stands.

    A narrow space before `?` must not become a wide one, and a long last word must be free to go down.
    """
    if len(html) > _HEADING_LENGTH or not _LAST_GAP.search(html):
        return html
    if len(_ANY_TAG.sub("", html).split()) < _WORDS_OF_A_LINE:
        return html
    return str(filters.widont(html)).replace("&nbsp;", NBSP)
