"""What stood in `pelicanconf.py` comes to `site.toml`, as it was."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common import site_settings
from plugins.upgrade import evaluated, owner_settings
from plugins.upgrade.evaluated import CODE, UnreadableSettings

FIRST = {"SITENAME": "Le blog", "SITE_ID": "1", "FEED_ITEMS": 50, "THEME": "theme", "LIST": [["a", 1]]}


def taken(**own):
    return owner_settings.take_over(FIRST, {**FIRST, **own}, "https://zoe.example")


def test_a_setting_with_a_key_of_its_own_is_always_written():
    done = taken(SITENAME="« Le \\ mien »", MENUITEMS=[["Billets", ""]])
    assert tomllib.loads(done.text) == {
        "name": "« Le \\ mien »",
        "address": "https://zoe.example",
        "id": "1",
        "menu": [["Billets", ""]],
    }
    assert done.moved == ("SITENAME", "MENUITEMS")


def test_a_setting_without_a_key_is_written_only_if_it_was_changed():
    done = taken(FEED_ITEMS=20, MORE={"a b": [True, 1.5]}, THEME="other")
    assert tomllib.loads(done.text)["pelican"] == {"FEED_ITEMS": 20, "MORE": {"a b": [True, 1.5]}}
    assert site_settings.parse(done.text, "site.toml")["FEED_ITEMS"] == 20


def test_a_value_that_toml_cannot_hold_is_left():
    done = taken(JINJA_FILTERS={"x": CODE}, COMMENT_ADDRESS_LENGTH=None)
    assert done.left == ("JINJA_FILTERS", "COMMENT_ADDRESS_LENGTH") and done.moved == ()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_from_toml(text):
    assert tomllib.loads(taken(SITENAME=text, OTHER=[text]).text)["name"] == text


def test_values_are_read_as_python_reads_them():
    texts = {
        "pelicanconf.py": "A, B, C, d = (1, 'x'), None, str, 1\nD = {'f': len}\n",
        "publishconf.py": "import os, sys\nsys.path.append(os.curdir)\nfrom pelicanconf import *\nE = 2\n",
    }
    first = evaluated.read(texts, "pelicanconf.py")
    assert first == {"A": [1, "x"], "B": CODE, "C": CODE, "D": {"f": CODE}}
    assert evaluated.read(texts, "publishconf.py") == {**first, "E": 2}


def test_settings_that_do_not_run():
    with pytest.raises(UnreadableSettings, match=r"pelicanconf\.py: NameError: name 'x' is not defined"):
        evaluated.read({"pelicanconf.py": "A = x"}, "pelicanconf.py")
