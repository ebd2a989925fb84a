"""The table of the form's fields, and what rests on it."""

from dataclasses import fields

from plugins.comments.form import FORM_FIELDS, CommentInput
from plugins.comments.model import Comment
from plugins.common.text import clean

GOOD = {
    "article": "un",
    "author": "Zoé",
    "email": "zoe@exemple.fr",
    "site": "https://exemple.fr/",
    "reply_to": "1",
    "text": "Bonjour.",
}


def test_every_field_of_the_words_is_a_row_and_no_other():
    assert sorted(field.name for field in FORM_FIELDS) == sorted(one.name for one in fields(CommentInput))
    assert [field.name for field in FORM_FIELDS if not field.header] == ["text"], "the body of the file"


def test_what_readers_see_is_a_field_of_the_comment():
    assert {field.name for field in FORM_FIELDS if field.public} <= set(Comment._fields)


def test_what_is_in_order_is_taken_as_it_is_and_nothing_is_said():
    for field in FORM_FIELDS:
        assert (field.clean(GOOD[field.name]), field.wrong(GOOD[field.name])) == (GOOD[field.name], "")


def test_an_empty_field_is_wrong_only_where_it_is_required():
    said = {field.name for field in FORM_FIELDS if field.wrong(field.clean(clean("")))}
    assert said == {field.name for field in FORM_FIELDS if field.required} - {"article"}, (
        "looked up in a list"
    )


def test_what_is_private_goes_and_all_else_stays():
    words = CommentInput(**GOOD)
    left = words.without_private()
    gone = {one.name for one in fields(CommentInput) if getattr(words, one.name) != getattr(left, one.name)}
    assert gone == {field.name for field in FORM_FIELDS if field.private} == {"email"}


def test_rules_read_what_readers_read():
    assert CommentInput(**GOOD).public_texts == ("Zoé", "https://exemple.fr/", "Bonjour.")


def test_a_text_fits_into_the_file_of_its_comment_and_no_longer_one_is_taken():
    (text,) = (field for field in FORM_FIELDS if field.name == "text")
    assert text.wrong("a" * 60_000) == text.wrong("é" * 30_000) == ""
    assert "60\u202f000\u00a0octets" in text.wrong("a" * 60_001)
