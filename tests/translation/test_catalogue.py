"""Catalogues brought up to date."""

from dataclasses import replace

import pytest

from plugins.translation import __main__ as command
from plugins.translation import catalogue
from plugins.translation.sources import SourceMessage, of_site

BEFORE = (
    'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "Fils"\nmsgstr "Feeds"\n\nmsgid "Vieux"\nmsgstr "Old"\n'
)


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "en.po"
    file.write_text(BEFORE, encoding="utf-8")
    return file


def said(*texts):
    return [SourceMessage("a.html", 1, text) for text in texts]


def test_an_update_adds_new_messages_and_removes_old_ones(path):
    now = catalogue.update(catalogue.read(path), said("Fils", "Neuf"))
    assert {one.id: one.string or "" for one in now if one.id} == {"Fils": "Feeds", "Neuf": ""}
    assert [one.id for one in catalogue.missing(now)] == ["Neuf"]


def test_a_changed_message_is_marked_as_fuzzy(path):
    now = catalogue.update(catalogue.read(path), said("Fils.", "Vieux"))
    assert [(one.id, one.string) for one in catalogue.missing(now)] == [("Fils.", "Feeds")]


def test_the_file_contains_no_date(path):
    now = catalogue.update(catalogue.read(path), said("Fils"))
    text = catalogue.dump(now).decode()
    assert text.startswith(
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    )
    assert "20" not in text
    path.write_text(text, encoding="utf-8")
    assert catalogue.dump(catalogue.update(catalogue.read(path), said("Fils"))).decode() == text


def test_a_missing_placeholder_is_reported(path):
    path.write_text(
        BEFORE.replace('"Fils"', '"de %(nom)s"').replace('"Feeds"', '"of %(name)s"'), encoding="utf-8"
    )
    now = catalogue.update(catalogue.read(path), said("de %(nom)s"))
    assert catalogue.wrong(now) == ["de %(nom)s: unknown named placeholder 'name'"]


def test_a_language_with_more_plurals_begins_without_a_complaint(tmp_path):
    path = tmp_path / "br.po"
    words = [SourceMessage("a.py", 1, "mot", "mots")]
    for _ in range(2):
        now = catalogue.update(catalogue.read(path), words)
        assert catalogue.wrong(now) == [] and [one.id for one in catalogue.missing(now)] == [("mot", "mots")]
        catalogue.write(path, now)
    assert 'msgstr[4] ""' in path.read_text(encoding="utf-8")


def test_moving_a_message_changes_no_file(path):
    one, other = (SourceMessage("a.html", line, text) for line, text in enumerate(("Fils", "Vieux"), 1))
    catalogue.write(path, catalogue.update(catalogue.read(path), [one, other]))
    before = path.read_bytes()
    catalogue.write(
        path, catalogue.update(catalogue.read(path), [replace(other, line=1), replace(one, line=2)])
    )
    assert path.read_bytes() == before
    catalogue.write(path, catalogue.update(catalogue.read(path), [one]))
    assert path.read_bytes() != before


def test_templates_and_code_are_read(tmp_path):
    (tmp_path / "a.html").write_text('{% trans "x" %}un{% endtrans %}', encoding="utf-8")
    code = '# For translators: in a mail\n_("deux")\nwords.ngettext("mot", "mots", 2)\n'
    code += 'N_("quatre")\nwords.pgettext("y", "cinq")\n'
    (tmp_path / "a.py").write_text(code, encoding="utf-8")
    found = [(one.line, one.one, one.many, one.context, one.comment) for one in of_site(tmp_path, tmp_path)]
    assert found == [
        (1, "un", None, "x", ""), (2, "deux", None, None, "in a mail"), (3, "mot", "mots", None, ""),
        (4, "quatre", None, None, ""), (5, "cinq", None, "y", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "known"), [("br", True), ("pt_BR", True), ("pt-BR", True), ("xx", False), ("../a", False)]
)
def test_a_language_is_one_that_the_field_knows(tag, known):
    assert catalogue.is_language(tag) is known


@pytest.mark.parametrize("tag", ["fr", "klingon"])
def test_an_unknown_language_is_refused(tag, capsys):
    assert command.main(["--new", tag]) == 2
    assert capsys.readouterr().err == f"“{tag}” is not a language tag. Write one: make words NEW=br\n"
