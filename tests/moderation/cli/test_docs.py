"""docs/moderation.md: every setting and every command, by its name, and none that there is not."""

import re
import tomllib
from dataclasses import fields

from plugins.common import translations
from plugins.moderation.cli.arguments import parser
from plugins.moderation.core.settings import Settings
from tests.examples import EXAMPLES, ROOT

DOC = (ROOT / "docs" / "moderation.md").read_text(encoding="utf-8")
TABLES = {table.name: {key.name for key in fields(table.default_factory)} for table in fields(Settings)}


def test_every_key_is_told_and_no_other():
    told: dict[str, set[str]] = {}
    for line in DOC.partition("### Every key")[2].splitlines():
        first = line.split("|")[1] if line.count("|") > 2 else ""
        if head := re.fullmatch(r" \*\*\[(\w+)\]\*\* ", first):
            keys = told.setdefault(head[1], set())
        elif "`" in first:
            keys |= set(re.findall(r"`(\w+)`", first))
    assert told == TABLES


def test_the_file_has_every_key_with_what_holds_without_it():
    given = tomllib.loads((EXAMPLES / "moderation.toml").read_text(encoding="utf-8"))
    defaults = Settings()
    assert given == {
        table: {key: _plain(getattr(getattr(defaults, table), key)) for key in keys}
        for table, keys in TABLES.items()
    }


def _plain(value):
    return list(value) if isinstance(value, tuple) else value


def test_words_of_the_desk_are_told_in_english_and_in_french():
    """“Undo” (« Défaire »), as the catalogue has them."""
    pairs = re.findall(r"“([^”]+)”\s\(«\s([^»]+)\s»", DOC)
    assert len(pairs) == DOC.count("«") > 5
    english = translations.of("en").gettext
    for said, french in pairs:
        date = french.replace(" …", " %(date)s")
        assert said == english(date).replace(" %(date)s", " …") != french


def test_every_command_that_is_told_exists():
    known = set(next(action.choices for action in parser()._actions if action.choices))
    named = set(re.findall(r"\.venv/bin/python -m plugins\.moderation (\w+)", DOC))
    assert named and named <= known
    verbs = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"`?make ([a-z-]+)", DOC)) - {"a", "of", "it"} <= verbs
