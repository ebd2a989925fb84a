"""The subject of a comment that is sent by mail: the page writes it into its link, and mail brings it back.

A site may change its language, and mails wait for years: what was written in any is read. Pure.
"""

import re
from functools import cache

from plugins.common import translations
from plugins.common.translations import N_

_COMMENT = N_("Commentaire sur «\u00a0%(title)s\u00a0» [%(slug)s]")
_ANSWER = N_(", en réponse à %(number)s")
_SLUG = r"\[([^\[\]\s]+)\]"
_ANCHOR = r"(c[A-Za-z0-9][A-Za-z0-9-]{0,63}|[0-9]{1,9})(?![\w-])"
"""Of the comment that is answered; its number, as pages had it before."""
_QUOTES = " \u00a0«“„\"'"


def of_article(title: str, slug: str, lang: str) -> str:
    """The slug is what the article is found by when the mail comes: titles change, and two articles may have
    the same. `lang`: the site's."""
    return translations.of(lang).gettext(_COMMENT) % {"title": title, "slug": slug}


def of_answer(lang: str) -> str:
    """What stands behind it, before the anchor of the comment that is answered: a number may be another's
    once an earlier comment is let through."""
    return translations.of(lang).gettext(_ANSWER) % {"number": ""}


def read(subject: str) -> list[tuple[str, str]]:
    """What may be the article, and anchor or number of the comment that is answered, in the order in which
    they stand there: titles have brackets, too. What a mail program put before or behind does not count."""
    for before, named in _known():
        _, link, rest = subject.partition(before)
        if link and (found := named.findall(rest)):
            return found
    return []


@cache
def _known() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How a subject begins, and what names the article, in each language. A space may have become a line."""
    found = {}
    for lang in translations.languages():
        words = translations.of(lang)
        before = words.gettext(_COMMENT).partition("%(title)s")[0].rstrip(_QUOTES) + " "
        answer = words.gettext(_ANSWER).replace("%(number)s", "\0")
        parts = re.escape(answer).replace(r"\ ", r"\s+").replace(r",\s+", r",\s*").replace("\0", _ANCHOR)
        found[before] = re.compile(f"{_SLUG}(?:{parts})?")
    return tuple(found.items())
