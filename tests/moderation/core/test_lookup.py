"""Ids as people type them."""

import pytest

from plugins.comments.model import Comment, ParsedComment
from plugins.common import when
from plugins.moderation.core import lookup
from plugins.moderation.core.lookup import IdNotUnique, NoSuchId, PublishedComment

IDS = ["20261124-130507-123-k3x9qw2m", "20261124-130507-124-k3aaaaaa", "20261125-090000-000-zzzzzzzz"]
LIST = ".venv/bin/python -m plugins.moderation list --state all"


def published(slug, identifier):
    return PublishedComment(
        slug, ParsedComment(Comment(identifier, "Zoé", when.parse("2020-12-19"), "a"), "x")
    )


ARCHIVE = [published("un", "1"), published("un", "12"), published("deux", "1"), published("deux", IDS[0])]


@pytest.mark.parametrize("typed", [IDS[0], "20261124-130507-123", "k3x", "k3x9qw2m"])
def test_as_much_as_no_other_begins_with(typed):
    assert lookup.submission(typed, IDS) == IDS[0]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("k3", f"“k3” may be any of {IDS[0]}, {IDS[1]}: type more of it"),
        ("", f"“”: no submission has this id; see {LIST}"),
        ("x", f"“x”: no submission has this id; see {LIST}"),
    ],
)
def test_what_is_unclear_is_said(typed, words):
    with pytest.raises((NoSuchId, IdNotUnique)) as caught:
        lookup.submission(typed, IDS)
    assert str(caught.value) == words


def test_a_whole_id_is_never_unclear():
    assert lookup.submission("ab", ["ab", "abc"]) == "ab"


def test_too_many_are_not_all_named():
    with pytest.raises(IdNotUnique, match=r"a0, a1, a2, a3, a4, …: type more of it$"):
        lookup.submission("a", [f"a{n}" for n in range(9)])


@pytest.mark.parametrize(
    ("typed", "name"), [("un/1", "un/1"), ("12", "un/12"), ("202611", f"deux/{IDS[0]}"), ("deux/1", "deux/1")]
)
def test_a_published_comment(typed, name):
    assert lookup.published(typed, ARCHIVE).name == name


def test_an_old_number_may_stand_in_two_articles():
    with pytest.raises(IdNotUnique, match=r"^“1” may be any of deux/1, un/1: type more of it$"):
        lookup.published("1", ARCHIVE)
    with pytest.raises(NoSuchId, match=r"^“x”: no submission and no comment has this id$"):
        lookup.published("x", ARCHIVE)
