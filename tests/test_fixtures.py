"""A fixture file that is unfinished must fail, not pass with fewer cases."""

import pytest

from tests.fixtures import FixtureError, parse


def test_a_case_has_its_place_and_its_signs():
    (case,) = parse("a.txt", "# ⍽ = U+00A0\n\n## titre\n< a !\n< b\n> a⍽!\n")
    assert (case.where, case.given, case.expected) == ("a.txt:3 titre", "a !\nb", "a\u00a0!")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# ⍽ = U+00A0\n",
        "## titre\n",
        "## titre\n< a\n",
        "## titre\n< a\n>\n",
        "## titre\n> b\n< a\n",
        "## titre\n\n< a\n> b\n",
        "## titre\n< a\u00a0!\n> b\n",
        "## titre\n< a\u200b!\n> b\n",
        "## titre\n< a\n> b\n## titre\n< a\n> b\n",
        "## \n< a\n> b\n",
        "##titre\n< a\n",
        "a\n",
    ],
)
def test_what_is_unfinished_fails(text):
    with pytest.raises(FixtureError, match=r"^a\.txt:"):
        parse("a.txt", text)
