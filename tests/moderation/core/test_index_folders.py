"""What changed in a folder, told by two listings of it."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.moderation.core import index_folders

NAMES = st.lists(st.sampled_from([f"{number}.txt" for number in range(9)]), unique=True)


@given(NAMES, NAMES)
def test_whatever_the_order_of_two_listings(before, now):
    assert index_folders.changes(before, now) == (set(now) - set(before), set(before) - set(now))


def test_only_our_files_come_and_go():
    assert index_folders.changes(["a.txt", ".b.txt", "c"], [".d.txt", "e.txt", "f"]) == ({"e.txt"}, {"a.txt"})
