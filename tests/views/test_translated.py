"""Templates in another language, before Jinja reads them."""

import gettext
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from jinja2 import DictLoader, Environment

from plugins.common import translations
from plugins.common.translations import Translations
from plugins.views.template_files import TranslatingLoader
from plugins.views.translated import Message, messages, translated, without

FRENCH = translations.of("fr")


def words(locale="en", **known):
    catalogue = Catalog(locale=locale)
    for one, other in known.pop("plurals", {}).items():
        catalogue.add(one, other)
    for french, other in known.pop("texts", {}).items():
        catalogue.add(french, other)
    for (context, french), other in known.pop("contexts", {}).items():
        catalogue.add(french, other, context=context)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(gettext.GNUTranslations(compiled), catalogue.plural_expr)


@pytest.mark.parametrize(
    ("source", "french"),
    [
        ("<p>{% trans %}Bonjour&nbsp;: 5 %{% endtrans %}</p>", "<p>Bonjour&nbsp;: 5 %</p>"),
        ("{% trans name=a.name|upper, n=b(1, 2) %}De {{ name }} à {{ n }}{% endtrans %}",
         "De {{ a.name|upper }} à {{ b(1, 2) }}"),
        ("{% trans %}{{ SITENAME }}.{% endtrans %}", "{{ SITENAME }}."),
        ('{{ macro(x, _("Deux mots")) }}', '{{ macro(x, "Deux mots") }}'),
        ("{% trans n=a|length %}{{ n }} mot{% pluralize %}{{ n }} mots{% endtrans %}",
         "{% if a|length > 1 %}{{ a|length }} mots{% else %}{{ a|length }} mot{% endif %}"),
        ('{% trans "du menu" %}Fil{% endtrans %}', "Fil"),
        ("{% trans %}un{% endtrans %}\n{% trans %}deux{% endtrans %}", "un\ndeux"),
    ],
)  # fmt: skip
def test_in_french_it_is_what_was_written(source, french):
    assert translated(source, FRENCH) == french


def test_in_another_language_it_is_what_somebody_would_have_written_in_it():
    known = words(texts={"De %(name)s à 5 %%": "%(name)s's, 5%%"}, contexts={("du menu", "Fil"): "Feed"})
    assert translated("{% trans name=a.b %}De {{ name }} à 5 %{% endtrans %}", known) == "{{ a.b }}'s, 5%"
    assert (
        translated('{% trans "du menu" %}Fil{% endtrans %}, {% trans %}Fil{% endtrans %}', known)
        == "Feed, Fil"
    )


def test_a_quotation_mark_does_not_end_a_text():
    assert translated('{{ a(_("mot")) }}', words(texts={"mot": '"word"\\'})) == r'{{ a("\"word\"\\") }}'


@pytest.mark.parametrize("locale", ["fr", "en", "de", "ru", "pl", "ja", "ga", "ar", "br", "es", "gd"])
def test_a_number_takes_the_form_that_its_language_gives_it(locale):
    catalogue = Catalog(locale=locale)
    forms = tuple(f"{form} %(n)s" for form in range(catalogue.num_plurals))
    known = words(locale, plurals={("un mot", "%(n)s mots"): forms})
    source = translated("{% trans n=x.y %}un mot{% pluralize %}{{ n }} mots{% endtrans %}", known)
    template = Environment().from_string(source)
    form = gettext.c2py(catalogue.plural_expr)
    for number in (*range(130), 1000, 1_000_000):
        assert template.render(x={"y": number}) == f"{int(form(number))} {number}"


def test_lines_stay_where_they_were():
    source = "a\n{% trans %}b{% endtrans %}\n{% trans n=c %}d{% pluralize %}e{% endtrans %}\nf"
    assert translated(source, FRENCH).count("\n") == source.count("\n")


def test_what_is_said_is_told_with_its_line():
    source = 'a\n{% trans x=y %}b {{ x }} %{% endtrans %}\n{{ _("c") }}'
    source += "{% trans n=m %}d{% pluralize %}e{% endtrans %}"
    assert list(messages(source)) == [
        Message(2, "b %(x)s %%"), Message(3, "d", "e"), Message(3, "c"),
    ]  # fmt: skip
    assert without(source) == 'a\n\n{{ "" }}'


def test_jinja_finds_templates_in_the_language():
    loader = DictLoader({"a": "{% trans %}Page introuvable{% endtrans %}"})
    for lang, text in (("fr", "Page introuvable"), ("en-GB", "Page not found"), ("xx", "Page introuvable")):
        environment = Environment(loader=TranslatingLoader(loader, lang))
        assert environment.get_template("a").render() == text
        assert environment.list_templates() == ["a"]
