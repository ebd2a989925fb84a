"""The subject line of comments sent by mail: pages put it into their mailto link, and incoming mail is
matched by it. Pure.

A site may change its language, and a mail may be sent years later, so subjects in every language are
recognised.
"""

import re
from functools import cache

from plugins.common import translations
from plugins.common.translations import N_

_COMMENT = N_("Commentaire sur «\u00a0%(title)s\u00a0» [%(slug)s]")
_ANSWER = N_(", en réponse à %(number)s")
_SLUG = r"\[([^\[\]\s]+)\]"
_ANCHOR = r"(c[A-Za-z0-9][A-Za-z0-9-]{0,63}|[0-9]{1,9})(?![\w-])"
"""The anchor of the comment that is answered, or its number, which earlier versions of the pages used."""
_QUOTES = " \u00a0«“„\"'"


def of_article(title: str, slug: str, lang: str) -> str:
    """The subject for a comment on an article. The slug identifies the article when the mail arrives: titles
    change, and two articles may share one. `lang`: of the site."""
    return translations.of(lang).gettext(_COMMENT) % {"title": title, "slug": slug}


def of_answer(lang: str) -> str:
    """What follows `of_article` in the subject of an answer; the anchor of the answered comment comes after
    it. Not its number, which changes when an earlier comment is approved."""
    return translations.of(lang).gettext(_ANSWER) % {"number": ""}


def read(subject: str) -> list[tuple[str, str]]:
    """The possible pairs of an article's slug and the anchor or number of the comment that is answered, in
    the order in which they occur: titles may contain brackets too. What a mail program added is ignored."""
    for beginning, reference in _patterns():
        _, separator, rest = subject.partition(beginning)
        if separator and (references := reference.findall(rest)):
            return references
    return []


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each language: how a subject begins, and a pattern for slug and anchor. Mail programs may have
    turned a space into a line break."""
    patterns = {}
    for lang in translations.languages():
        words = translations.of(lang)
        beginning = words.gettext(_COMMENT).partition("%(title)s")[0].rstrip(_QUOTES) + " "
        answer = words.gettext(_ANSWER).replace("%(number)s", "\0")
        parts = re.escape(answer).replace(r"\ ", r"\s+").replace(r",\s+", r",\s*").replace("\0", _ANCHOR)
        patterns[beginning] = re.compile(f"{_SLUG}(?:{parts})?")
    return tuple(patterns.items())
