"""Problems as they are printed."""

import pytest

from plugins.common import errors
from plugins.common.errors import Problem, SiteError, nearest, not_utf8


def test_a_problem_says_where_what_and_what_to_do():
    assert str(Problem("a.txt", 3, "no title", "Add one.")) == "a.txt:3: no title\n    Add one."
    assert str(Problem("a.txt", 0, "empty", "Fill it.")) == "a.txt: empty\n    Fill it."


def test_problems_are_sorted_and_told_once():
    one, two = Problem("a", 1, "x", "y"), Problem("b", 1, "x", "y")
    error = SiteError([two, one, two])
    assert error.problems == (one, two)
    assert str(error) == "2 problems; nothing was written.\n\na:1: x\n    y\nb:1: x\n    y"


def test_no_name_or_value_reaches_the_terminal_as_a_command():
    told = str(SiteError([Problem("\x1b]0;a\x07.txt", 1, "“\u202eb\x9b2J”", "Did you mean “\x08\u2066”?")]))
    assert told.endswith("\\x1b]0;a\\x07.txt:1: “\\u202eb\\x9b2J”\n    Did you mean “\\x08\\u2066”?")


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("Coments", "Did you mean “Comments”?"),
        ("comment", "Did you mean “Comments”?"),
        ("Titre", "Did you mean “Title”?"),
        ("Lange", "Did you mean “Lang”?"),
        ("Note", "Known: Title, Comments, Lang."),
        ("Comparison", "Known: Title, Comments, Lang."),
        ("", "Known: Title, Comments, Lang."),
    ],
)
def test_a_word_that_is_nearly_known(word, hint):
    """Six letters of ten must be those of the known word."""
    assert nearest(word, ("Title", "Comments", "Lang")) == hint


@pytest.mark.parametrize(("data", "line"), [(b"\xe9t\xe9\n", 1), (b"a\n\nb \xe9\n\xe9", 3)])
def test_where_a_file_stops_being_text(data, line):
    with pytest.raises(UnicodeDecodeError) as caught:
        data.decode()
    expected = Problem("a.md", line, "not UTF-8 (byte 0xE9)", "Save the file as UTF-8.")
    assert not_utf8("a.md", caught.value) == expected


def test_what_is_only_told_is_told_once_and_stops_nothing():
    context, one, two = {}, Problem("a", 1, "x", "y"), Problem("b", 1, "x", "y")
    errors.note(context, [two])
    errors.note(context, [one, two])
    assert errors.notes(context) == [one, two] and errors.reported(context) == []
    errors.report(context, [two])
    errors.report(context, iter([one]))
    assert errors.reported(context) == [two, one]


def test_what_nobody_has_met_yet_is_looked_for_when_it_is_asked_for():
    context, asked = {}, []
    errors.report_late(context, lambda: asked.append(1) or [Problem("a", 1, "x", "y")])
    assert asked == [] and [problem.where for problem in errors.late(context)] == ["a"]


def test_where_nothing_is_known_nothing_is_proposed():
    assert nearest("a", ()) == "None is known."
