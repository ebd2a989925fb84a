"""What is said of a file names the changes that it shows, and no other."""

import pytest

from plugins.fastbuild import explain
from plugins.fastbuild.changes import Changes

FOUND = Changes(frozenset({"b", "a"}), frozenset({"content/x.md", "content/moderation.csv"}))
LEDGER = "content/moderation.csv"


def printed(*shown):
    """As a unit made of these alone; the ledger is read whatever changed."""

    def print_with(changes):
        names = {*changes.talks, *changes.sources, LEDGER} & set(shown)
        return repr(sorted(names)).encode()

    return print_with


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ((), "It is as the last build left it: nothing that it is made of changed."),
        (("a",), "It would be written: the comments of a changed."),
        (
            ("a", "b", "content/x.md"),
            "It would be written: the comments of a, the comments of b, content/x.md changed.",
        ),
        ((LEDGER,), "It would be written: content/moderation.csv changed."),
        ((LEDGER, "b"), "It would be written: the comments of b, content/moderation.csv changed."),
    ],
)
def test_only_what_it_shows_is_blamed(shown, told):
    assert explain.would(FOUND, printed(*shown), b"[]", LEDGER) == told


def test_what_no_change_does_alone_all_did():
    def print_with(changes):
        return b"new" if changes == FOUND else b"[]"

    told = explain.would(FOUND, print_with, b"[]", LEDGER)
    assert told.endswith(
        "the comments of a, the comments of b, content/moderation.csv, content/x.md changed."
    )


def test_what_goes_is_said():
    told = explain.would(FOUND, lambda _: None, b"[]", LEDGER)
    assert told == "It would be taken away: there is nothing left to say in it."
