"""No two entries of a feed share a moment, and what was there first keeps its own."""

import pytest

from plugins.feeds import instants


@pytest.mark.parametrize(
    ("stamps", "moved"),
    [([], []), ([9, 5], [0, 0]), ([5, 5], [1, 0]), ([6, 5, 5, 5], [2, 2, 1, 0]), ([5, 7, 5], [1, 0, 0])],
)
def test_the_oldest_keeps_its_own(stamps, moved):
    assert instants.shifts(stamps) == moved
