"""From the fields of a form to words, or to what a visitor reads about them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.comments.model import MAXIMUM_BYTES
from plugins.comments.receipt import fingerprint
from plugins.moderation.core import submission_file
from plugins.moderation.core.submission import FieldError, parse
from tests.moderation.samples import FIELDS
from tests.moderation.samples import submission as sample

NO_EMAIL = "Écrivez une adresse comme nom@exemple.fr, ou laissez ce champ vide."
NO_SITE = "Écrivez une adresse comme https://exemple.fr, ou laissez ce champ vide."
GOOD = {"article": "un", "author": "Zoé", "text": "Bonjour"}


def errors(**changes):
    return parse({**GOOD, **changes}).errors


def test_what_is_well_is_clean():
    words = parse(
        {**GOOD, "text": "\r\n a\r\n\x00b \r\n", "author": " Z\u202e o\n", "site": "exemple.fr"}
    ).words
    assert (words.text, words.author, words.site, words.email) == (
        " a\n\ufffdb ",
        "Z o",
        "https://exemple.fr",
        None,
    )


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("author", " ", "Écrivez votre nom ou un pseudo."),
        ("author", "\u200b", "Écrivez votre nom ou un pseudo."),
        ("author", "a" * 101, "Écrivez un nom plus court : 100 signes au plus."),
        ("text", "\n \u200b\n", "Écrivez votre commentaire."),
        ("text", "é" * 30_001, "Raccourcissez votre commentaire : 60\u202f000\u00a0octets au plus."),
        ("email", "z@exemple", NO_EMAIL),
        ("email", "z@exemple.fr\nBcc: a@b.fr", NO_EMAIL),
        ("email", "a, z@exemple.fr", NO_EMAIL),
        ("site", "javascript:alert(1)", NO_SITE),
        ("site", "data:text/html,x", NO_SITE),
        ("site", "http://a@b.fr/", NO_SITE),
        ("site", "https://exemple.fr/ x", NO_SITE),
        ("reply_to", "../1", "Le commentaire auquel vous répondiez n’est plus là."),
    ],
)
def test_what_is_wrong_is_said(field, value, message):
    assert errors(**{field: value}) == (FieldError(field, message.replace(" :", "\u00a0:")),)


def test_every_error_at_once_and_the_words_come_back():
    parsed = parse({"article": "un", "email": "x", "text": "gardé"})
    assert [error.field for error in parsed.errors] == ["author", "email"]
    assert parsed.given == {**dict.fromkeys(FIELDS, ""), "article": "un", "email": "x", "text": "gardé"}


def test_the_honeypot():
    assert parse({**GOOD, "f_mail": "x"}).trapped and not parse({**GOOD, "f_mail": " "}).trapped


def test_the_receipt_is_the_same_whatever_the_line_ends():
    assert fingerprint("a\r\nb") == fingerprint("a\nb") != fingerprint("a b")


@given(st.dictionaries(st.sampled_from([*FIELDS, "f_mail"]), st.text()))
def test_any_form_is_words_or_errors(form):
    parsed = parse(form)
    assert (parsed.words is None) == bool(parsed.errors)
    if parsed.words:
        assert "\n" not in parsed.words.author and "\x00" not in parsed.words.text


def test_the_longest_is_a_comment_file_still():
    words = parse(
        {**GOOD, "author": "é" * 100, "text": "é" * 30_000, "site": "https://e.fr/" + "a" * 2000}
    ).words
    one = sample(**{name: getattr(words, name) for name in ("author", "text", "site")})
    assert len(submission_file.dump(one)) <= MAXIMUM_BYTES


@pytest.mark.parametrize(("length", "fields"), [(254, []), (255, ["email"])])
def test_an_address_is_as_long_as_mail_allows(length, fields):
    """RFC 5321 §4.5.3.1.3, less the angle brackets."""
    email = "a" * (length - len("@exemple.fr")) + "@exemple.fr"
    found = parse({"article": "un", "author": "Zoé", "text": "Bonjour.", "email": email})
    assert [error.field for error in found.errors] == fields
