"""What is watched is what a build reads, wherever the settings say that it is."""

from pathlib import Path

import pytest

from plugins.preview import __main__ as preview


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("texte", "autre", "plugins"):
        Path(name).mkdir()
    conf("'texte'", "'autre'")


def conf(content, theme):
    Path("pelicanconf.py").write_text(f"PATH, THEME = {content}, {theme}\n")


def test_folders_are_those_of_the_settings():
    assert preview.sources() == ("texte", "autre", "plugins", "pelicanconf.py")


def test_what_the_owner_has_over_the_theme_is_watched():
    Path("autre.local").mkdir()
    assert preview.sources() == ("texte", "autre.local", "autre", "plugins", "pelicanconf.py")


def test_settings_that_cannot_be_read_change_nothing():
    before = preview.sources()
    conf("(", "")
    assert preview.sources(before) == before


def test_other_folders_are_watched_once_the_settings_name_them(monkeypatch):
    watched = []

    def watch(*paths, **_):
        watched.append(paths)
        if len(watched) == 1:
            Path("neuf").mkdir()
            conf("'texte'", "'neuf'")
            yield {(1, "pelicanconf.py")}
            pytest.fail("it went on with the old ones")

    monkeypatch.setattr(preview, "watch", watch)
    monkeypatch.setattr(preview, "build", lambda port: True)
    preview.again(8000, preview.sources())
    assert [paths[1] for paths in watched] == ["autre", "neuf"]
