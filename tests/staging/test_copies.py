"""Copies beside pages: which are made, and which are taken over."""

from dataclasses import replace

import pytest

from plugins.staging import compression, copies

TEXT = "Ce que l’on surveille finit par se taire. ".encode() * 40
WANTED = {"PRECOMPRESS": True}


@pytest.fixture
def published(tmp_path):
    """An output whose copies hold something that no tool would make: who takes them over is seen."""
    output = tmp_path / "output"
    output.mkdir()
    (tmp_path / "output.hosts").mkdir()
    (tmp_path / "output.hosts" / copies.MADE_WITH).write_text(compression.made_with(False))
    for ending, copy in compression.smaller("index.html", TEXT, smallest=True):
        (output / f"index.html{ending}").write_bytes(copy)
    return output


def test_none_unless_they_are_wanted(tmp_path):
    assert list(copies.wanted({}, tmp_path).of("index.html", TEXT)) == []
    assert [name for name, _ in copies.wanted(WANTED, tmp_path).of("index.html", TEXT)] == [
        "index.html.br",
        "index.html.gz",
    ]


def test_copies_that_are_published_are_taken_over(published):
    taken = dict(copies.wanted(WANTED, published).of("index.html", TEXT))
    assert taken == {path.name: path.read_bytes() for path in published.iterdir()}


def test_a_copy_of_another_text_is_made_anew(published):
    made = dict(copies.wanted(WANTED, published).of("index.html", TEXT + b"."))
    assert made == dict(
        replace(copies.wanted(WANTED, published), published=None).of("index.html", TEXT + b".")
    )


@pytest.mark.parametrize("settings", [{**WANTED, "SMALLEST_COPIES": True}, WANTED])
def test_copies_made_otherwise_are_not(published, settings):
    if settings is WANTED:
        (published.with_name("output.hosts") / copies.MADE_WITH).write_text("other tools\n")
    wanted = copies.wanted(settings, published)
    assert wanted.published is None and wanted.smallest == ("SMALLEST_COPIES" in settings)


def test_the_smallest_copies_are_smaller_than_the_quick_ones(published):
    words = ("surveiller", "taire", "travail", "dossier", "conseiller", "lettre", "écran")
    feed = "".join(f"<p>{words[n % 7]} {words[n * n % 5]} {n * n % 97}</p>\n" for n in range(3000)).encode()
    quick, least = (dict(compression.smaller("feed/atom.xml", feed, all)) for all in (False, True))
    assert len(least[".br"]) < len(quick[".br"]) and len(least[".gz"]) <= len(quick[".gz"])


def test_a_file_is_written_with_its_copies(tmp_path):
    copies.OutputFolder(tmp_path, copies.Copies(wanted=True)).put("a/index.html", TEXT)
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == [
        "index.html",
        "index.html.br",
        "index.html.gz",
    ]
