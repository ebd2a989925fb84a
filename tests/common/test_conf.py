"""The settings and their folders are those that Pelican would find."""

from pathlib import Path

import pytest
from pelican.settings import read_settings

from plugins.common import conf


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("content", "theme", "site/content", "site/theme"):
        (tmp_path / name).mkdir(parents=True)


@pytest.mark.parametrize("file", ["conf.py", "./conf.py", "site/conf.py", "site/../conf.py"])
@pytest.mark.parametrize(
    "text",
    [
        "PATH, THEME, OUTPUT_PATH = 'content', 'theme', 'output'",
        "PATH, THEME, OUTPUT_PATH = './content/', 'theme/', '../out/put/'",
        "PATH, THEME = '.', 'simple'",
        "",
    ],
)
def test_folders_are_pelicans(file, text):
    Path(file).write_text(text)
    known, theirs = conf.read(file), read_settings(file)
    assert Path(known.content).absolute() == Path(theirs["PATH"]).absolute()
    assert known.output == str(Path(theirs["OUTPUT_PATH"]).absolute())
    if "theme" in text:
        assert Path(known.theme).absolute() == Path(theirs["THEME"])
    else:
        assert known.theme == ""
        assert "pelican" in theirs["THEME"], "its own"


def test_what_is_given_beside_wins():
    Path("conf.py").write_text("PATH = 'content'\nlower = 1\n")
    known = conf.read("conf.py", ['PATH="other"', "FEED_ITEMS=3"])
    assert known.settings == {"PATH": "other", "FEED_ITEMS": 3}
    assert known.content == "other"
