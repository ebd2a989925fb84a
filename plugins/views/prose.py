"""Derives plain text, a summary, a description and a reading time from an article's HTML. Pure."""

import re
from html import unescape
from string import whitespace

from markupsafe import Markup, escape

from plugins.common.html import trusted_html
from plugins.common.text import is_ordinary, one_line

_PARAGRAPH = re.compile(r"<p(?:\s[^<>]*)?>(.*?)</p>", re.DOTALL | re.IGNORECASE)
_LETTER = re.compile(r"\w")
_BORDER = re.compile(r"<(?=br\b|/(?:p|div|li|t[dh]|h[1-6]|d[dt]|blockquote|pre|figcaption)\b)", re.IGNORECASE)
# Fallback content, and the links that replace embedded videos (`policy/frames.py`).
_INSTEAD = re.compile(r"<(video|audio|object)\b.*?</\1\s*>|<a class=\"embed\".*?</a>", re.DOTALL)
_ALT = re.compile(r"<img\b[^<>]*?\balt=\"([^\"]*)\"", re.IGNORECASE)
_MARKS_OF_INSTEAD = ("<video", "<audio", "<object", 'class="embed"')
# Private-use characters that stand for elements while a summary is counted and cut.
_KEPT = {
    "\ue000": ("<sup>", "</sup>"),
    "\ue001": ("<sub>", "</sub>"),
    "\ue002": ('<span class="caps">', "</span>"),
}
_END = "\ue003"
_SIGNS = (*_KEPT, _END)
_MARKED = re.compile(f"([\ue000-\ue002])([^{_END}]*)(?:{_END}|\\Z)")
_ONE_PARAGRAPH = re.compile(r"\s*<p>((?:(?!<p>).)*)</p>\s*", re.DOTALL)
_FOOTNOTE_MARK = re.compile(r"<sup id=\"fnref.*?</sup>", re.DOTALL)
_TAG = re.compile("<[^>]*>")
_BEFORE_ELLIPSIS = " \u00a0\u202f.,;:«“(–—"
_WORDS_A_MINUTE = 200
_SUMMARY_WORDS = 60
DESCRIPTION_LENGTH = 155


def plain(html: str) -> str:
    """The text of some HTML on one line, without footnote marks. Text, not HTML."""
    return one_line(_text(html))


def _text(html: str) -> str:
    """The same with its line breaks. Words in different block elements stay separate."""
    html = _BORDER.sub(" <", _FOOTNOTE_MARK.sub("", html))
    if _has_tags_only(html) and is_ordinary(text := _TAG.sub("", html)):
        return unescape(text)
    # No-break spaces stay: markupsafe takes them for white space, unless they are written as references.
    return trusted_html(html.replace("\u00a0", "&#160;").replace("\u202f", "&#8239;")).striptags()


def _has_tags_only(html: str) -> bool:
    """Whether a simple pattern finds all tags: no comments, which may contain `>`, and no unfinished tag."""
    return html.rfind("<") <= html.rfind(">") and "<!--" not in html


def reading_minutes(html: Markup) -> int:
    """The reading time at 200 words a minute, a usual figure for French on a screen; at least one minute."""
    words = _FOOTNOTE_MARK.sub("", html) if "fnref" in html else str(html)
    text = unescape(_TAG.sub("", words)) if _has_tags_only(words) else _text(words)
    return max(1, round(_words(text) / _WORDS_A_MINUTE))


def _words(text: str) -> int:
    """The number of words between spaces, line ends and no-break spaces. Counting the ends of words takes a
    third of the time of `len(text.split())`."""
    for space in _NO_BREAK:
        text = text.replace(space, " ")
    kinds = text.encode(errors="replace").translate(_KINDS)
    return kinds.count(b"a ") + kinds.endswith(b"a")


_NO_BREAK = "\u00a0\u202f"
_KINDS = bytes(ord(" " if chr(byte) in whitespace else "a") for byte in range(256))


def unwrapped(html: str) -> str:
    """The contents of the only paragraph, since templates show a summary inside a paragraph."""
    match = _ONE_PARAGRAPH.fullmatch(html)
    return match[1] if match else html


def summary(html: str) -> Markup:
    """The first paragraph with any words, cut after sixty: an article may begin with an image. Escaped text,
    in which superscripts, subscripts and small capitals are kept."""
    words = _first_words(html).split(" ")
    text = " ".join(words[:_SUMMARY_WORDS])
    return _with_elements(_cut(text) if len(words) > _SUMMARY_WORDS else text)


def _first_words(html: str) -> str:
    """The text of the first paragraph with words; if there is none, the text alternatives of the images."""
    for paragraph in _PARAGRAPH.finditer(html):
        if _LETTER.search(words := plain(_marked(paragraph[1]))):
            shown = _without_instead(html, paragraph.end())
            return words if shown == html else _first_words(shown)
    return plain(_marked(html)) or plain(" ".join(_ALT.findall(html)))


def _without_instead(html: str, end: int) -> str:
    """The HTML without fallback content, if there is any before `end`."""
    beginning = html[:end]
    return _INSTEAD.sub("", html) if any(mark in beginning for mark in _MARKS_OF_INSTEAD) else html


def _marked(html: str) -> str:
    """The HTML with private-use characters instead of the elements that a summary keeps (see
    `_with_elements`)."""
    for sign in _SIGNS:
        html = html.replace(sign, "")  # these have no visible form
    for sign, (begin, end) in _KEPT.items():
        if begin in html:
            html = re.sub(f"{begin}([^<>]*){end}", rf"{sign}\1{_END}", html)
    return html


def _with_elements(text: str) -> Markup:
    """The HTML of a marked text; an element that was cut is closed."""
    html = str(escape(text))
    return trusted_html(_MARKED.sub(lambda part: part[2].join(_KEPT[part[1]]), html))


def description(text: str) -> str:
    """Plain text for search engines and social cards: whole words, about 155 characters."""
    return shortened(text, DESCRIPTION_LENGTH)


def shortened(text: str, length: int) -> str:
    """At most `length` characters of a plain text, with an ellipsis if it was cut. It is cut between words,
    unless that would leave very little, as with “Voir https://…”."""
    if len(text) <= length:
        return text
    words = text[:length].rsplit(" ", 1)[0]
    return _cut(words if 3 * len(words) >= length else text[:length])


def _cut(text: str) -> str:
    """A text with an ellipsis, which in French follows without a space, and never follows another stop."""
    return text.rstrip(_BEFORE_ELLIPSIS) + "…"
