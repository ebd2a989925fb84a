"""What an owner has over a theme."""

from pathlib import Path

import pytest

from plugins.common import theme


@pytest.mark.parametrize("name", ["theme", "theme/", "./theme", "x/../theme"])
def test_it_lies_beside_the_theme(name):
    assert theme.local(name) == Path("theme.local")
    assert theme.local("/srv/blog/theme") == Path("/srv/blog/theme.local")


def test_the_owners_rules_come_later(tmp_path):
    for folder, text in ((tmp_path / "theme", "a {}"), (tmp_path / "theme.local", "b {}")):
        folder.mkdir()
        (folder / "x.css").write_text(text)
        (folder / f"{text[0]}.css").write_text(text)
    assert theme.text(tmp_path / "theme", "x.css") == "a {}\nb {}"
    assert theme.text(tmp_path / "theme", "a.css") == "a {}"
    assert theme.text(tmp_path / "theme", "b.css") == "b {}"
    with pytest.raises(FileNotFoundError, match=r"theme/c\.css is not there"):
        theme.text(tmp_path / "theme", "c.css")
