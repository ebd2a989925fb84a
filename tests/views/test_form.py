"""What is wrong with a form is said beside the field that is meant."""

from plugins.views.form import FormView, Wrong


def test_each_field_has_its_own_message():
    wrong = (Wrong("author", "Sans nom"), Wrong("text", "Vide"), Wrong("text", "Court"))
    form = FormView("un", "fr", wrong=wrong)
    assert [form.message(field) for field in ("text", "author", "site")] == ["Vide", "Sans nom", None]


def test_its_words_are_in_the_site_s_language():
    lines = [(row.input.label, row.input.note, row.input.example) for row in FormView("un", "en").lines]
    assert lines == [
        ("Name or nickname", "required", ""),
        ("E-mail address", "optional, never published", "name@example.org"),
        ("Website", "optional", "https://example.org"),
    ]
