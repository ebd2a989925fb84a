"""The filters of typogrify that are right in French, over the finished HTML of an article.

`caps` marks acronyms for small capitals. `widont` keeps the last word of a heading from standing alone. The
others are not: `tests/typography/test_typogrify.py` shows what each does in French, and why.
"""

import re
from collections.abc import Sequence

from typogrify import filters

from plugins.typography.signs import NBSP
from plugins.typography.tags import Token, tokens

_CAPITALS = re.compile(r"[A-Z](?:\d*|\.)[A-Z]")
# Word by word, so that « M. X. » is no acronym. Longer ones are not acronyms; entities are not words.
_WORD = re.compile(r"[^\s<>]+")
_LONGEST = 40

_HEADING = re.compile(r"h[1-6]")
_LAST_GAP = re.compile(r"\S[ \n]+(?=[^\s<>]{1,12}\s*(?:</(?:a|em|span|strong|i|b)>\s*)*</h[1-6]>\Z)")
_HEADING_ELEMENT = re.compile(r"<h([1-6])\b.*?</h\1>", re.DOTALL)
# What may hold a heading that is none: comments, and elements that hold raw text.
_OPAQUE = re.compile(r"<(?:[!?]|[sS](?:[cC]|[tT][yY])|[tT][eEiI])")
_ANY_TAG = re.compile("<[^<>]*>")
_WORDS_OF_A_LINE = 4
_HEADING_LENGTH = 500


def finish(html: str) -> str:
    """Each filter runs only where its signs occur; twice changes nothing."""
    if _CAPITALS.search(html) or _OPAQUE.search(html):
        return _filtered(html)
    if "</h" not in html:
        return html
    return _HEADING_ELEMENT.sub(lambda heading: _filtered(heading[0]), html)


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
