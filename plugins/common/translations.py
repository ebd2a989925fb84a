"""Translations of all texts for readers, visitors and moderators, with gettext.

The source language is French, in templates and code. Each other language has a catalogue,
`plugins/locale/<language>.po`. A text without a translation stays French.
"""

import gettext
from contextlib import suppress
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from plugins.common import files
from plugins.common.digests import digest

SOURCE = "fr"
COMMANDS = "en"
"""The language of commands, whatever the site's language is."""
CATALOGUES = Path(__file__).parents[1] / "locale"
_COMPILED = Path(".cache/locale")
_NUMBERS = (*range(200), 1_000_000)  # examples of every plural form of any language (CLDR)


def N_(text: str) -> str:  # gettext's name
    """Mark a text in a table for the catalogues; it is translated where it is used."""
    return text


class _French(NullTranslations):
    """The source language, whose texts need no translation."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid2 if n > 1 else msgid1


class Translations:
    """The functions of a catalogue. `plural`: a C expression for the index of the plural form for a number
    `n`."""

    def __init__(self, catalogue: NullTranslations, plural: str) -> None:
        self.gettext, self.ngettext = catalogue.gettext, catalogue.ngettext
        self.pgettext = catalogue.pgettext
        self.plural = plural

    def forms(self, one: str, many: str) -> tuple[str, ...]:
        """All plural forms of a message in order, for callers that do not know the number yet."""
        form = gettext.c2py(self.plural)
        numbers = {int(form(number)): number for number in reversed(_NUMBERS)}
        return tuple(self.ngettext(one, many, numbers[index]) for index in sorted(numbers))


_SOURCE = Translations(_French(), "n > 1")


def languages() -> list[str]:
    """All languages that a site can have."""
    return sorted((SOURCE, *(path.stem for path in CATALOGUES.glob("*.po"))))


def nearest(lang: str) -> str:
    """The best of `languages` for a language tag (RFC 4647 §3.4); "" if there is none."""
    parts = lang.strip().replace("_", "-").casefold().split("-")
    by_tag = {name.replace("_", "-").casefold(): name for name in languages()}
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((by_tag[tag] for tag in tags if tag in by_tag), "")


@cache
def of(lang: str) -> Translations:
    """The translations for a language tag; French if there is no catalogue for it."""
    name = nearest(lang)
    if name in ("", SOURCE):
        return _SOURCE
    catalogue = GNUTranslations(BytesIO(_compiled(name, (CATALOGUES / f"{name}.po").read_bytes())))
    catalogue.add_fallback(_French())
    return Translations(catalogue, catalogue.info()["plural-forms"].partition("plural=")[2].rstrip("; "))


def _compiled(name: str, catalogue: bytes) -> bytes:
    """A `.po` file compiled to `.mo`. The result is cached, because parsing a `.po` takes as long as a small
    build."""
    cached = _COMPILED / f"{name}.{digest(catalogue).hex()}.mo"
    with suppress(OSError):
        return cached.read_bytes()
    compiled = _compile(name, catalogue)
    with suppress(OSError):
        files.write(cached, compiled)
    return compiled


def _compile(name: str, catalogue: bytes) -> bytes:
    from babel.messages.mofile import write_mo  # slow to import, and not needed for French
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(catalogue), locale=name))
    return compiled.getvalue()
