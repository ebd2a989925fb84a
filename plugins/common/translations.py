"""The words that readers, visitors and moderators see, in the site's language.

French is the source: it stands in templates and in code. For another language there is a catalogue (gettext),
`plugins/locale/<language>.po`, whose entries are found by the French. What has no entry stays French.
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
"""What is said on a terminal, in whatever language the site is."""
CATALOGUES = Path(__file__).parents[1] / "locale"
_COMPILED = Path(".cache/locale")
_NUMBERS = (*range(200), 1_000_000)  # among them is one for each plural form of any language (CLDR)


def N_(text: str) -> str:  # gettext's name
    """A text in a table, which is translated where it is used: so the catalogues have it."""
    return text


class _French(NullTranslations):
    """The source language: each text stands for itself."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid2 if n > 1 else msgid1


class Translations:
    """`gettext`, `ngettext`, `pgettext`: gettext's own. `plural`: which form a number `n` takes, as C writes
    it: a number, or whether it is the second of two."""

    def __init__(self, catalogue: NullTranslations, plural: str) -> None:
        self.gettext, self.ngettext = catalogue.gettext, catalogue.ngettext
        self.pgettext = catalogue.pgettext
        self.plural = plural

    def forms(self, one: str, many: str) -> tuple[str, ...]:
        """All forms of a message, in their order, for who must translate before there is a number."""
        form = gettext.c2py(self.plural)
        numbers = {int(form(number)): number for number in reversed(_NUMBERS)}
        return tuple(self.ngettext(one, many, numbers[index]) for index in sorted(numbers))


_SOURCE = Translations(_French(), "n > 1")


def languages() -> list[str]:
    """All that a site can be in."""
    return sorted((SOURCE, *(path.stem for path in CATALOGUES.glob("*.po"))))


def nearest(lang: str) -> str:
    """The one of `languages` that a language tag comes to (RFC 4647 §3.4); empty where none does."""
    parts = lang.strip().replace("_", "-").casefold().split("-")
    by_tag = {name.replace("_", "-").casefold(): name for name in languages()}
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((by_tag[tag] for tag in tags if tag in by_tag), "")


@cache
def of(lang: str) -> Translations:
    """Those of a language tag; French where there is no catalogue for it."""
    name = nearest(lang)
    if name in ("", SOURCE):
        return _SOURCE
    catalogue = GNUTranslations(BytesIO(_compiled(name, (CATALOGUES / f"{name}.po").read_bytes())))
    catalogue.add_fallback(_French())
    return Translations(catalogue, catalogue.info()["plural-forms"].partition("plural=")[2].rstrip("; "))


def _compiled(name: str, catalogue: bytes) -> bytes:
    """A `.po` as a `.mo`, which is kept: to read the former takes as long as a small build."""
    kept = _COMPILED / f"{name}.{digest(catalogue).hex()}.mo"
    with suppress(OSError):
        return kept.read_bytes()
    made = _compile(name, catalogue)
    with suppress(OSError):
        files.write(kept, made)
    return made


def _compile(name: str, catalogue: bytes) -> bytes:
    from babel.messages.mofile import write_mo  # they take their time, and French needs neither
    from babel.messages.pofile import read_po

    made = BytesIO()
    write_mo(made, read_po(BytesIO(catalogue), locale=name))
    return made.getvalue()
