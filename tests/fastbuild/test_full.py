"""A text read once is not read again, and what comes out is the same."""

import os
from itertools import chain
from pathlib import Path

import pytest

from plugins.articles import source
from plugins.articles.reading import SourceParser
from plugins.common.errors import SiteError
from plugins.fastbuild import full
from plugins.fastbuild.cache import Cache
from plugins.fastbuild.full import Texts
from tests.examples import pelicanconf

TEXTS = [
    "Title: Un\nTags: a, b\n\n## « Tête » !\n\nUn *mot*, [un lien](/x/).[^1]\n\n[^1]: Note.\n",
    "Title: Deux\nSummary: *Court* : oui !\n\n## Un\n\n## Deux\n\n```python\nx = 1\n```\n",
    "Title: Trois\nLang: en\n\nNo typography ! *[CSS]: Sheets\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "Title: Quatre\n\nTerme\n: Définition\n\n*[ABC]: Alphabet\n\nABC\n",
    "Sans titre.\n",
]


def reading():
    markdown = {**pelicanconf.MARKDOWN}
    markdown["extensions"] = [*markdown["extensions"], "plugins.typography.extension"]
    return SourceParser(markdown, ["summary"])


def no_reading(text):
    pytest.fail(f"read again: {text!r}")


def texts(folder, parse, cache_key=b"me"):
    return Texts(Cache(folder / "texts.sqlite", 1), cache_key, parse)


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    return [str(path) for path in sorted(folder.iterdir())]


@pytest.fixture
def alone():
    """What each text gives to an instance that has read nothing before."""
    return [reading().parse(text) for text in TEXTS]


def test_one_instance_reads_as_many_do(alone):
    one = reading()
    assert [one.parse(text) for text in chain(TEXTS, reversed(TEXTS))] == [*alone, *reversed(alone)]


def test_headings_are_those_of_the_text_not_of_its_summary(alone):
    assert [token["name"] for token in alone[1].toc] == ["Un", "Deux"]


@pytest.mark.parametrize("processes", ["1", "2"])
def test_what_is_kept_is_what_was_read(alone, sources, tmp_path, monkeypatch, processes):
    monkeypatch.setenv("FASTBUILD_PROCESSES", processes)
    cache = texts(tmp_path, reading().parse)
    cache.expect(sources)
    assert [cache.parse(path) for path in sources] == alone
    cache.join()
    again = texts(tmp_path, no_reading)
    again.expect(sources)
    assert [again.parse(path) for path in sources] == alone


def test_a_damaged_cache_is_read_anew(alone, sources, tmp_path):
    cache = texts(tmp_path, reading().parse)
    for path in sources:
        cache.parse(path)
    cache.join()
    (tmp_path / "texts.sqlite").write_bytes(b"\0" * 5000)
    again = texts(tmp_path, reading().parse)
    assert [again.parse(path) for path in sources] == alone


def test_what_others_have_read_is_not_read_again_here(alone, sources, tmp_path, monkeypatch):
    monkeypatch.setattr(full, "_AT_ONCE", 1)
    monkeypatch.setenv("FASTBUILD_PROCESSES", "2")
    here, slow = os.getpid(), reading().parse
    cache = texts(tmp_path, lambda text: no_reading(text) if os.getpid() == here else slow(text))
    cache.expect(sources)
    assert [cache.parse(path) for path in reversed(sources)] == [*reversed(alone)]


@pytest.mark.parametrize("processes", ["1", "2"])
def test_what_cannot_be_read_fails_when_it_is_asked_for(alone, sources, tmp_path, monkeypatch, processes):
    monkeypatch.setattr(full, "_AT_ONCE", 1)
    monkeypatch.setenv("FASTBUILD_PROCESSES", processes)
    slow = reading().parse
    cache = texts(tmp_path, lambda text: slow(text) if text != TEXTS[1] else {}["Deux"])
    Path(sources[0]).write_bytes(b"Title: \xe9\n")
    cache.expect(sources)
    assert [cache.parse(path) for path in sources[2:]] == alone[2:]
    with pytest.raises(SiteError, match=r"0\.md:1: not UTF-8"):
        cache.parse(sources[0])
    with pytest.raises(KeyError, match="Deux"):
        cache.parse(sources[1])


def test_who_asks_opens_nothing_that_others_have_read(alone, sources, tmp_path, monkeypatch):
    cache = texts(tmp_path, reading().parse)
    cache.expect(sources)
    cache.parse(sources[0])
    cache.join()
    monkeypatch.setattr(source, "text", no_reading)
    assert [cache.parse(path) for path in sources] == alone


def test_what_nobody_expected_is_read(alone, sources, tmp_path):
    cache = texts(tmp_path, reading().parse)
    cache.expect(sources[1:])
    assert cache.parse(sources[0]) == alone[0]


def test_by_another_key_nothing_is_kept(alone, sources, tmp_path):
    cache = texts(tmp_path, reading().parse)
    assert cache.parse(sources[0]) == alone[0]
    cache.join()
    others = texts(tmp_path, lambda text: reading().parse("Autre."), b"you")
    assert others.parse(sources[0]).html == "<p>Autre.</p>"


def test_what_nobody_reads_any_more_is_put_away(sources, tmp_path):
    for wanted in (sources, sources[1:], sources):
        read = []
        cache = texts(tmp_path, lambda text, read=read: read.append(text) or reading().parse(text))
        for path in wanted:
            cache.parse(path)
        cache.join()
    assert read == TEXTS[:1]
