"""`make new`: a dated draft; nothing opened, nothing overwritten."""

from datetime import datetime

import pytest

from plugins.articles import draft


def test_a_draft(tmp_path, capsys):
    assert draft.main(["  L’été à l'usine :  1re partie", "--content", str(tmp_path)]) == 0
    path = tmp_path / "articles" / f"{datetime.now():%Y}" / "l-ete-a-l-usine-1re-partie.md"
    assert capsys.readouterr().out == f"{path}\n"
    lines = path.read_text().splitlines()
    assert lines[0] == "Title: L’été à l'usine : 1re partie"
    assert lines[1].startswith(f"Date: {datetime.now():%Y-}")
    assert lines[2] == "Slug: l-ete-a-l-usine-1re-partie"
    assert lines[3].startswith("Id: 20") and lines[4] == "Status: draft"


def test_nothing_is_overwritten(tmp_path, capsys):
    assert draft.main(["Un", "--content", str(tmp_path)]) == 0
    assert draft.main(["Un", "--content", str(tmp_path)]) == 1
    assert "exists already. Choose another title, or go on writing there." in capsys.readouterr().err


@pytest.mark.parametrize("title", ["", "   ", "!?"])
def test_a_title_is_needed(tmp_path, capsys, title):
    assert draft.main([title, "--content", str(tmp_path)]) == 2
    assert capsys.readouterr().err == 'A draft needs a title with at least one letter: make new TITLE="…"\n'


@pytest.mark.parametrize(
    ("title", "slug"), [("Œuvre & Ætna", "oeuvre-aetna"), ("../../etc", "etc"), ("C'est 100 %", "c-est-100")]
)
def test_slugs(title, slug):
    assert draft.slugify(title) == slug


@pytest.mark.parametrize(
    ("title", "length"),
    [
        ("a" * 300, 80),
        ("mot " * 100, 79),
        ("é" * 300, 80),
        ("a" * 80, 80),
        ("a" * 81, 80),
        ("un " * 26 + "ab", 80),
    ],
)
def test_a_long_title_has_a_short_name(tmp_path, capsys, title, length):
    assert draft.main([title, "--content", str(tmp_path)]) == 0
    (path,) = tmp_path.rglob("*.md")
    assert len(path.stem) == length and not path.stem.endswith("-")
    assert path.read_text().startswith(f"Title: {title.strip()}\n")


def test_a_folder_that_cannot_be_written_to(tmp_path, capsys):
    (tmp_path / "articles").write_text("")
    assert draft.main(["Un", "--content", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert str(tmp_path / "articles") in said and said.endswith(". The draft was not begun.\n")


def test_pictures_of_a_folder(tmp_path, capsys):
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("b 1.JPG", "a.png", "notes.txt"):
        (folder / name).write_bytes(name.encode())
    assert draft.main(["Un", "--content", str(tmp_path), "--from", str(folder)]) == 0
    path = tmp_path / "articles" / f"{datetime.now():%Y}" / "un.md"
    assert path.read_text().endswith("Status: draft\n\n![](un/a.png)\n\n![](un/b%201.JPG)\n\n")
    assert {each.name: each.read_bytes() for each in path.with_suffix("").iterdir()} == {
        "b 1.JPG": b"b 1.JPG", "a.png": b"a.png",
    }  # fmt: skip


def test_a_folder_without_pictures(tmp_path, capsys):
    assert draft.main(["Un", "--content", str(tmp_path), "--from", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: there is no picture in it. The draft was not begun.\n"
    assert draft.main(["Un", "--content", str(tmp_path), "--from", str(tmp_path / "zut")]) == 1
    assert "zut: No such file or directory. The draft was not begun." in capsys.readouterr().err
    assert not (tmp_path / "articles").exists()
