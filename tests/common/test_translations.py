"""Which words a language has."""

import pytest

from plugins.common import translations


@pytest.mark.parametrize(
    ("tag", "name"),
    [("fr", "fr"), ("fr-CA", "fr"), ("FR_fr", "fr"), ("en", "en"), ("en-GB", "en"), (" en_US ", "en"),
     ("xx", ""), ("", "")],
)  # fmt: skip
def test_a_tag_comes_to_the_nearest_language(tag, name):
    assert translations.nearest(tag) == name


def test_a_language_of_a_country_comes_before_the_language(monkeypatch):
    monkeypatch.setattr(translations, "languages", lambda: ["fr", "pt", "pt_BR"])
    assert [translations.nearest(tag) for tag in ("pt-br", "pt-PT", "pt-BR-x")] == ["pt_BR", "pt", "pt_BR"]


def test_french_is_its_own_source():
    french = translations.of("fr")
    assert french.gettext("Fils") == "Fils"
    assert [french.ngettext("mot", "mots", number) for number in (0, 1, 2)] == ["mot", "mot", "mots"]
    assert french.forms("mot", "mots") == ("mot", "mots")


def test_what_has_no_entry_stays_french():
    english = translations.of("en")
    assert (english.gettext("Fils"), english.gettext("Rien")) == ("Feeds", "Rien")
    assert [english.ngettext("x", "xs", number) for number in (0, 1, 2)] == ["x", "x", "xs"]


def test_a_catalogue_is_compiled_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    translations.of.cache_clear()
    assert translations.of("en").gettext("Fils") == "Feeds"
    (kept,) = (tmp_path / ".cache" / "locale").iterdir()
    assert kept.name.startswith("en.")
    monkeypatch.setattr(translations, "_compile", None)
    translations.of.cache_clear()
    assert translations.of("en").gettext("Fils") == "Feeds"


def test_where_nothing_can_be_kept_it_is_compiled_each_time(tmp_path, monkeypatch):
    (tmp_path / ".cache").write_text("no folder")
    monkeypatch.chdir(tmp_path)
    translations.of.cache_clear()
    assert translations.of("en").gettext("Fils") == "Feeds"
