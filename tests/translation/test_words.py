"""Nothing is said outside of the catalogues, and English has all of it."""

from pathlib import Path

import pytest

from plugins.common import translations
from plugins.translation import catalogue, sources
from tests.translation.words_of_code import english, shown_errors
from tests.translation.words_of_code import outside as of_code
from tests.translation.words_of_templates import outside

ROOT = Path(__file__).parents[2]
THEME = ROOT / "theme" / "templates"
TEMPLATES = sorted(THEME.rglob("*.html"))
COMPLETE = ("en", "de")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(THEME)))
def test_a_template_says_nothing_outside_of_the_catalogues(path):
    """Write {% trans %}…{% endtrans %} around it, then: make words"""
    assert not list(outside(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "source",
    ["<p>Bonjour</p>", '<a title="Bonjour"></a>', '<a aria-label="fil {{ x }}"></a>', "{{ x }} fil",
     "&eacute;t&eacute;", '{{ f("Deux mots") }}', '{% for x in ("Un",) %}{% endfor %}',
     '<meta name="description" content="de tout">'],
)  # fmt: skip
def test_a_word_outside_is_found(source):
    assert list(outside(source))


@pytest.mark.parametrize(
    "source",
    ['<p id="deux-mots" class="byline">{{ x }} · 5</p>', "{# Deux mots #}", '{% extends "base.html" %}',
     '<p>{% trans %}Bonjour{% endtrans %}</p>', '{{ f(_("Deux mots"), "slug") }}',
     '<p lang="fr">–&nbsp;</p>'],
)  # fmt: skip
def test_text_that_nobody_reads_is_ignored(source):
    assert not list(outside(source))


# Of these folders readers see nothing: commands speak English, typography and imports read French.
SILENT = {"begin", "exporters", "importers", "markdown", "proof", "translation", "typography"}
NO_WORDS = {  # signs, patterns, parts of addresses, what commands say
    "comments/ends.py", "moderation/cli/arguments.py", "moderation/cli/erase.py",
    "moderation/core/signing.py", "moderation/mail/heads.py",
    "moderation/mail/quotes.py",
}  # fmt: skip
PLUGINS = ROOT / "plugins"
MODULES = [one for one in sorted(PLUGINS.rglob("*.py")) if one.relative_to(PLUGINS).parts[0] not in SILENT]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PLUGINS)))
def test_a_module_says_nothing_outside_of_the_catalogues(path):
    """Give it to gettext or ngettext, or to N_ where it stands in a table; then: make words"""
    if str(path.relative_to(PLUGINS)) not in NO_WORDS:
        assert not list(of_code(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", sorted(NO_WORDS))
def test_what_is_let_through_looks_french(name):
    assert list(of_code((PLUGINS / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("source", "found"),
    [('a = "le mot"', 1), ('a = f"été {b}"', 1), ('a = _("le mot")', 0), ('a = [N_("le mot"), "mot"]', 0),
     ('"""le mot"""', 0), ('a = words.ngettext("un mot", "des mots", 2) % {"n": "été"}', 1)],
)  # fmt: skip
def test_french_outside_of_a_call_is_found(source, found):
    assert len(list(of_code(source))) == found


# What is in these, visitors and moderators read in the site's language.
READ = [path for folder in ("moderation/web", "views") for path in (PLUGINS / folder).rglob("*.py")] + [
    PLUGINS / "moderation" / name
    for name in ("core/labels.py", "core/ledger_page.py", "mail/notice.py", "mail/receipt.py",
                 "mail/subscriber_mail.py")
]  # fmt: skip
OF_BUILDS = {"views/broken_templates.py", "views/hooks.py", "views/menu.py"}
"""Their English is for whoever builds the site."""


@pytest.mark.parametrize("path", sorted(READ), ids=lambda path: str(path.relative_to(PLUGINS)))
def test_a_module_that_visitors_read_says_nothing_in_english(path):
    """Say it in French, by gettext; what an exception says is for a terminal: word it where it is shown."""
    source = path.read_text(encoding="utf-8")
    if str(path.relative_to(PLUGINS)) not in OF_BUILDS:
        assert not [*english(source), *shown_errors(source)]


@pytest.mark.parametrize(
    ("source", "found"),
    [('a = "the word"', 1), ('a = f"{b} was changed since"', 1), ('a = _("du mot")', 0),
     ('"""the word"""', 0), ('a = "make moderate"', 0), ('a = "text/html; charset=utf-8"', 0)],
)  # fmt: skip
def test_english_outside_of_a_call_is_found(source, found):
    assert len(list(english(source))) == found


@pytest.mark.parametrize(
    ("shown", "found"), [("str(e)", 1), ('f"no: {e}"', 1), ("str(e.why)", 0), ("_(e.why)", 0), ("repr(x)", 0)]
)
def test_an_error_made_a_text_is_found(shown, found):
    assert len(list(shown_errors(f"try:\n    f()\nexcept E as e:\n    a = {shown}\n"))) == found


@pytest.fixture(scope="module")
def said():
    """All that the site says, as catalogues know it."""
    return {(one.context, one.one) for one in sources.of_site(THEME, ROOT / "plugins")}


@pytest.mark.parametrize("name", translations.languages())
def test_a_catalogue_has_what_the_site_says_and_nothing_else(name, said):
    """If not: make words"""
    if name == translations.SOURCE:
        return
    known = catalogue.read(translations.CATALOGUES / f"{name}.po")
    kept = {(one.context, one.id if isinstance(one.id, str) else one.id[0]) for one in known if one.id}
    assert kept == said


@pytest.mark.parametrize("name", COMPLETE)
def test_shipped_catalogues_are_complete(name):
    """If not: make words says what is missing."""
    known = catalogue.read(translations.CATALOGUES / f"{name}.po")
    assert not [one.id for one in catalogue.missing(known)]


@pytest.mark.parametrize("name", translations.languages())
def test_a_translation_fills_in_what_the_french_does(name):
    if name != translations.SOURCE:
        assert not catalogue.wrong(catalogue.read(translations.CATALOGUES / f"{name}.po"))
