"""`make new`: a dated draft; nothing opened, nothing overwritten."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from plugins.articles import draft
from tests.examples import ROOT, bring_settings


def test_a_draft(tmp_path, capsys):
    assert draft.main(["  L’été à l'usine :  1re partie", "--content", str(tmp_path)]) == 0
    path = tmp_path / "articles" / f"{datetime.now():%Y}" / "l-ete-a-l-usine-1re-partie.md"
    assert capsys.readouterr().out == f"{path}\n"
    lines = path.read_text().splitlines()
    assert lines[0] == "Title: L’été à l'usine : 1re partie"
    assert lines[1].startswith(f"Date: {datetime.now():%Y-}")
    assert lines[2] == "Slug: l-ete-a-l-usine-1re-partie"
    assert lines[3].startswith("Id: 20") and lines[4] == "Status: draft"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_the_date_is_now_as_the_site_reads_it(tmp_path, monkeypatch, zone):
    """Where these two are, it is never the same day."""
    monkeypatch.syspath_prepend(str(ROOT))
    bring_settings(tmp_path)
    settings = (tmp_path / "site.toml").read_text(encoding="utf-8")
    (tmp_path / "site.toml").write_text(settings.replace("Europe/Paris", zone), encoding="utf-8")
    before = datetime.now(UTC) - timedelta(minutes=1)
    assert draft.main(["Un", "--content", str(tmp_path / "content")]) == 0
    (path,) = tmp_path.rglob("un.md")
    said = path.read_text().splitlines()[1].removeprefix("Date: ")
    date = datetime.strptime(said, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(zone))
    assert before <= date <= datetime.now(UTC)
    assert f"Id: {date:%Y%m%d}-un\n" in path.read_text() and path.parent.name == f"{date:%Y}"


@pytest.mark.parametrize(
    ("settings", "hour"),
    [
        ({"TIMEZONE": "America/New_York"}, 9),
        ({"SITENAME": "Un"}, 14),
        ({"TIMEZONE": "Nowhere/Else"}, 22),
        ({}, 22),
    ],
)
def test_the_zone_of_a_date(settings, hour, monkeypatch):
    """That of the site, which has UTC if it says none; the machine's where nothing can be known."""
    monkeypatch.setenv("TZ", "XXX-8")
    time.tzset()
    try:
        moment = draft.in_site_zone(datetime(2026, 11, 30, 14, 5, tzinfo=UTC), settings)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (moment.hour, moment.minute) == (hour, 5)


def test_settings_that_cannot_be_read_stop_no_draft(tmp_path):
    (tmp_path / "pelicanconf.py").write_text("raise ValueError\n")
    assert draft.main(["Un", "--content", str(tmp_path / "content")]) == 0


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
