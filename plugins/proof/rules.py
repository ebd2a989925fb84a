"""The rules that check a text by itself: one function each. Pure."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from plugins.common.errors import Problem
from plugins.pictures import markup
from plugins.proof.findings import Finding, Severity
from plugins.proof.sources import APART, SourceText

_LONGEST_TITLE = 70  # what search engines and shared links show of one
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_ABBREVIATION = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{2,8}\b|\b(?:[A-ZÀ-ÖØ-Þ]\.){2,8}")
_ROMAN = re.compile(r"[IVXLCDM]+")
_SHOUTED = 3
"""Capitals in a row, in words: a line of a poster, no abbreviations."""
_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})\s+\1(?![\w'’-])", re.IGNORECASE)
_MAY_STAND_TWICE = {
    "fr": frozenset(("nous", "vous", "elle", "très", "bien", "plus")),
    "en": frozenset(("that", "had", "very")),
}
_DASH = re.compile(r"(?<=\w[ \u00a0])-(?=[ \u00a0]\w)")

Rule = Callable[[SourceText], Iterator[Finding]]


def headings(source: SourceText) -> Iterator[Finding]:
    """No level of headings is skipped (WCAG 2.2, technique G141). The page's title is level 1."""
    elements = source.soup(_HEADINGS)
    levels = [1, *(int(element.name[1]) for element in elements)]
    for (before, level), heading in zip(pairwise(levels), elements, strict=True):
        if level > before + 1:
            words = heading.get_text(" ", strip=True)
            what = f"“{words}” is a heading of level {level}, below one of level {before}"
            hint = f"Write {'#' * (before + 1)} before it, or give it a heading between."
            yield _finding(Severity.WRONG, source, source.line(f"# {words}"), what, hint)


def pictures(source: SourceText) -> Iterator[Finding]:
    """Pictures without a text alternative (HTML §4.8.4.4)."""
    for address in markup.without_alt(source.html):
        line = source.line(f"({address}", address)
        what = f"“{address}”: nothing says what it shows"
        yield _finding(
            Severity.WRONG, source, line, what, "Say it: ![…](…), or ![ ](…) where it only decorates."
        )


def title(source: SourceText) -> Iterator[Finding]:
    words = " ".join(source.header.get("title", ())).strip()
    if len(words) > _LONGEST_TITLE:
        what = f"a title of {len(words)} characters; others show {_LONGEST_TITLE} of it"
        yield _finding(Severity.ADVICE, source, source.header_line("title"), what, "Shorten it.")


def summary(source: SourceText) -> Iterator[Finding]:
    if source.is_article and "summary" not in source.header:
        hint = "Write “Summary: …” above the text: lists, feeds and search engines show it."
        yield _finding(Severity.ADVICE, source, 0, "no summary; the first paragraph stands for it", hint)


def abbreviations(source: SourceText) -> Iterator[Finding]:
    """Abbreviations that are explained neither in brackets nor by a definition (`*[SNCF]: …`)."""
    explained = {element.get_text() for element in source.soup("abbr")}
    words = source.words
    for name in dict.fromkeys(match[0] for match in _ABBREVIATION.finditer(words)):
        pattern = re.escape(name)
        if (
            name in explained
            or _ROMAN.fullmatch(name)
            or re.search(rf"\({pattern}\)|{pattern}\s\(", words)
            or _is_shouted(name, words)
        ):
            continue
        hint = f"Say once what it stands for: “… ({name})”, or *[{name}]: … on a line of its own."
        yield _finding(Severity.ADVICE, source, source.line(name), f"“{name}” is never explained", hint)


def _is_shouted(name: str, words: str) -> bool:
    """Whether each line with this word is in capitals altogether, so that it is no abbreviation."""
    lines = [line for line in words.splitlines() if name in line]
    return all(len([w for w in line.split() if w.isupper() and len(w) > 1]) >= _SHOUTED for line in lines)


def repeated_words(source: SourceText) -> Iterator[Finding]:
    twice = _MAY_STAND_TWICE.get(source.lang.partition("-")[0].lower(), frozenset())
    for match in _TWICE.finditer(source.words):
        if match[1].lower() not in twice:
            line = source.line(match[0], *match[0].splitlines()[:1])
            shown = " ".join(match[0].split())
            yield _finding(Severity.DOUBTFUL, source, line, f"“{shown}”: the word twice", "Take one away.")


def dashes(source: SourceText) -> Iterator[Finding]:
    lines = {line.strip(f" {APART}") for line in source.words.splitlines() if _DASH.search(line)}
    for words in sorted(lines):
        at = words.index(" - ") if " - " in words else 0
        near = words[max(0, at - 12) : at + 14].strip()
        hint = "Write -- for a dash (–), --- for a long one (—)."
        yield _finding(
            Severity.ADVICE, source, source.line(near, words), f"“{near}”: a hyphen as a dash", hint
        )


RULES: tuple[Rule, ...] = (headings, pictures, title, summary, abbreviations, repeated_words, dashes)


def findings(source: SourceText) -> Iterator[Finding]:
    """The findings of all rules."""
    for rule in RULES:
        yield from rule(source)


def _finding(severity: Severity, source: SourceText, line: int, what: str, hint: str) -> Finding:
    return Finding(severity, Problem(source.where, line, what, hint))
