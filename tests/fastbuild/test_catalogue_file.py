"""A catalogue comes back as it was left, whole or amended."""

from dataclasses import replace

import pytest

from plugins.fastbuild import catalogue_file, voices
from plugins.fastbuild.cards import Card
from plugins.fastbuild.catalogue import Catalogue, Facts, Printed
from plugins.views import view_factory

SILENT = Card(*[None] * len(Card._fields))
PRINTED = {f"feed {number}": Printed(b"%d" % number, (f"{number}.xml",), ()) for number in range(100)}


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def catalogue():
    settings = {"SITENAME": "Le blog", "DEFAULT_LANG": "fr", "SITEURL": "https://b.example"}
    site = view_factory.site(settings, dict.fromkeys(("style", "feed", "intake", "ledger"), "style.css"))
    facts = Facts("id", "Europe/Paris", 50, 500, 20, None)
    empty = Catalogue("me", facts, site, (), (), (), {}, {}, ())
    return empty.with_printed(PRINTED, {"feeds": tuple(PRINTED)})


def changed(catalogue, *names):
    """With other prints for these, one more, and one less."""
    printed = {**catalogue.printed, **dict.fromkeys(names, Printed(b"new", ("new.xml",), ("title",)))}
    del printed["feed 99"]
    return catalogue.with_printed(printed, {"feeds": tuple(printed)})


def whole(folder):
    return (folder / "catalogue").read_bytes()


def test_whole(folder, catalogue):
    name = catalogue_file.save(folder, catalogue)
    assert catalogue_file.load(folder, name).catalogue == catalogue
    assert catalogue_file.load(folder, name, "somebody else") is None
    assert catalogue_file.load(folder, b"another") is None


def test_amended_twice(folder, catalogue):
    first = catalogue_file.load(folder, catalogue_file.save(folder, catalogue))
    before = whole(folder)
    once = changed(catalogue, "feed 1", "feed 100")
    second = catalogue_file.load(folder, catalogue_file.amend(first, once))
    assert second.catalogue == once
    twice = changed(catalogue, "feed 1", "feed 2")  # feed 100 went again
    third = catalogue_file.amend(second, twice)
    assert catalogue_file.load(folder, third).catalogue == twice
    assert whole(folder) == before


def test_many_changes_are_written_whole(folder, catalogue):
    opened = catalogue_file.load(folder, catalogue_file.save(folder, catalogue))
    new = changed(catalogue, *(f"feed {number}" for number in range(30)))
    name = catalogue_file.amend(opened, new)
    assert sorted(path.name for path in folder.iterdir()) == ["catalogue"]
    assert catalogue_file.load(folder, name).catalogue == new


def test_amendments_of_another_catalogue_are_none(folder, catalogue):
    first = catalogue_file.load(folder, catalogue_file.save(folder, catalogue))
    name = catalogue_file.amend(first, changed(catalogue, "feed 1"))
    amendments = (folder / "catalogue.since").read_bytes()
    catalogue_file.save(folder, catalogue)
    (folder / "catalogue.since").write_bytes(amendments)
    assert catalogue_file.load(folder, name) is None


def test_damaged_amendments_are_none(folder, catalogue):
    first = catalogue_file.load(folder, catalogue_file.save(folder, catalogue))
    name = catalogue_file.amend(first, changed(catalogue, "feed 1"))
    (folder / "catalogue.since").write_bytes(b"")
    assert catalogue_file.load(folder, name) is None


def test_all_comments_are_those_of_the_catalogue_as_it_was_amended(folder, catalogue):
    said = {name: SILENT._replace(comments=1, said=bytes(16), voices=name.encode() * 8) for name in "abcd"}
    catalogue = replace(catalogue, listed=("a", "b", "c"), cards=said)
    first = catalogue_file.load(folder, catalogue_file.save(folder, catalogue, rows_of(catalogue)))
    assert catalogue_file.said(first, first.catalogue) == rows_of(catalogue)
    new = first.catalogue.with_cards({**first.catalogue.cards, "b": said["d"]})
    assert catalogue_file.said(first, new) == rows_of(new) != rows_of(catalogue)
    second = catalogue_file.load(folder, catalogue_file.save(folder, catalogue))
    assert catalogue_file.said(second, new) is None


def rows_of(catalogue):
    return voices.of([catalogue.cards[name] for name in catalogue.listed])
