"""Problems as they are printed."""

from plugins.common.errors import Problem, SiteError


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
