"""Intake and decisions killed two hundred times, at any moment."""

import random

from tests.moderation import faults
from tests.moderation.running import MANY
from tests.site.conftest import Site


def test_killed_two_hundred_times(tmp_path):
    site = Site(tmp_path).article().comment("1").comment("2").build()
    (site.root / "moderation.toml").write_text(MANY)
    assert faults.kill(site.root, rounds=200, seed=random.randrange(2**32)) > 200
