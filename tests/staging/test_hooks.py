"""What a build says at its end."""

import pytest

from plugins.common.mirror import Mirrored
from plugins.staging import hooks


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (Mirrored(0, 0, ["a", "b"]), "0 of 2 files written"),
        (Mirrored(1, 3, ["a", "b"]), "1 of 2 files written, 3 taken away"),
    ],
)
def test_files_that_went_are_told_apart(done, told):
    assert hooks.told(done) == told
