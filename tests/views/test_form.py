"""What is wrong with a form is said beside the field that is meant."""

from plugins.views.form import FormView, Wrong


def test_each_field_has_its_own_message():
    form = FormView("un", wrong=(Wrong("author", "Sans nom"), Wrong("text", "Vide"), Wrong("text", "Court")))
    assert [form.message(field) for field in ("text", "author", "site")] == ["Vide", "Sans nom", None]
