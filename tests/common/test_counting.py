"""A number and its noun."""

from plugins.common.counting import counted


def test_one_is_one_and_all_else_are_several():
    assert [counted(number, "file") for number in (0, 1, 2, 1000)] == [
        "0 files", "1 file", "2 files", "1,000 files",
    ]  # fmt: skip
    assert counted(1, "comment waits", "comments wait") == "1 comment waits"
    assert counted(2, "comment waits", "comments wait") == "2 comments wait"
