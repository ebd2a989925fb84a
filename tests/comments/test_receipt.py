"""Who kept a receipt can compare it with the page, however long ago it was given."""

import pytest

from plugins.comments import receipt


def test_a_fingerprint_that_was_given_once_holds_for_ever():
    assert receipt.fingerprint("Bonjour,\ntout le monde.") == "ab9b384aaa"


@pytest.mark.parametrize("sent", ["a\r\nb", "a\rb", "a\nb"])
def test_line_ends_of_browsers_make_no_other_text(sent):
    assert receipt.fingerprint(sent) == receipt.fingerprint("a\nb") != receipt.fingerprint("a b")


@pytest.mark.parametrize(
    ("identifier", "submitted"),
    [
        ("20261124-140500-123-0a1b2c3d", True),
        ("20261124-140500-123-0a1b2c3d4", False),
        ("3", False),
        ("wordpress-12", False),
        ("x20261124-140500-123-0a1b2c3d", False),
    ],
)
def test_only_what_came_through_the_intake_has_one(identifier, submitted):
    assert receipt.is_submitted(identifier) == submitted
