"""All settings of this project's own are in one table, and are read through it."""

import re
from pathlib import Path

import pytest
from pelican.settings import DEFAULT_CONFIG

from plugins.common.settings import DEFAULTS, setting
from tests.examples import pelicanconf

ROOT = Path(__file__).parents[2]
PUBLISHED = re.findall(r"^([A-Z_]+) =", (ROOT / "publishconf.py").read_text(), re.MULTILINE)


def test_what_the_author_says_counts():
    assert setting({"FEED_ITEMS": 7}, "FEED_ITEMS") == 7
    assert setting({"COMMENT_ADDRESS_LENGTH": None}, "COMMENT_ADDRESS_LENGTH") is None
    assert setting({}, "FEED_ITEMS") == 50
    with pytest.raises(KeyError):
        setting({"ANOTHER": 1}, "ANOTHER")


def test_every_setting_is_pelicans_or_in_the_table():
    named = {name for name in vars(pelicanconf) if name.isupper()} | {*PUBLISHED}
    lists = {f"{name.upper()}_{kind}" for name in pelicanconf.DIRECT_TEMPLATES for kind in ("URL", "SAVE_AS")}
    assert named - DEFAULT_CONFIG.keys() - lists <= DEFAULTS.keys()


def test_none_is_of_pelican():
    assert not DEFAULTS.keys() & DEFAULT_CONFIG.keys()


@pytest.mark.parametrize("path", sorted((ROOT / "plugins").rglob("*.py")), ids=lambda path: path.stem)
def test_nobody_reads_one_in_another_way(path):
    names = "|".join(DEFAULTS)
    assert not re.search(rf"""settings(?:\.get\(|\[)["'](?:{names})["']""", path.read_text())
