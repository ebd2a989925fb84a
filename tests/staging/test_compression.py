import gzip
import hashlib

import brotli
import pytest

from plugins.staging import compression

TEXT = "Ce que l’on surveille finit par se taire. ".encode() * 40
PAGE = "post/index.html"


def of(data, name=PAGE, **more):
    return dict(compression.smaller(name, data, **more))


def test_both_copies_say_the_same_and_are_smaller():
    copies = of(TEXT)
    assert brotli.decompress(copies[".br"]) == gzip.decompress(copies[".gz"]) == TEXT
    assert len(copies[".br"]) < len(TEXT) and len(copies[".gz"]) <= len(gzip.compress(TEXT, 9))


@pytest.mark.parametrize("data", [b"", b"a", b"".join(hashlib.sha256(bytes([n])).digest() for n in range(9))])
def test_no_copy_that_is_not_smaller(data):
    assert of(data) == {}


def test_only_what_is_asked_for():
    assert [*of(TEXT, endings=[".gz"])] == [".gz"]


def test_no_time_and_no_name_in_it():
    """RFC 1952 §2.3: flags, then four bytes of time."""
    assert of(TEXT)[".gz"][3:8] == bytes(5)


def test_the_same_page_gives_the_same_bytes():
    assert of(TEXT) == of(TEXT) and of(TEXT, smallest=True) == of(TEXT, smallest=True)


@pytest.mark.parametrize("name", ["index.html", "style.0123456789.css", "feed/atom.xml"])
def test_whatever_it_takes_is_never_larger(name, real_page):
    usual, smallest = of(real_page, name), of(real_page, name, smallest=True)
    assert all(len(smallest[ending]) <= len(usual[ending]) for ending in compression.ENDINGS)
    assert compression.made_with(True) != compression.made_with(False)


@pytest.fixture
def real_page():
    """Different words, as a page has."""
    words = ("surveiller", "taire", "travail", "dossier", "conseiller", "rendez-vous", "lettre", "écran")
    lines = (
        f"<p>{words[n % 8]} {words[n * 7 % 5]} {n * n % 97} : {words[n * 3 % 7]}.</p>" for n in range(300)
    )
    return "\n".join(lines).encode()


def test_a_copy_of_something_else_is_known():
    for ending, copy in of(TEXT).items():
        assert compression.holds(ending, copy, TEXT)
        assert not compression.holds(ending, copy, TEXT + b".")
        assert not compression.holds(ending, copy[:-9], TEXT)
        assert not compression.holds(ending, b"debris", TEXT)
        assert not compression.holds(ending, b"", TEXT)


@pytest.mark.parametrize(
    "name",
    [
        *("index.html", "post/2020/12/18/un/index.html", "404.html", "style.0123456789.css", "favicon.svg"),
        *("robots.txt", ".well-known/security.txt"),
        *("feed/atom.xml", "feed/rss.xml", "feed/feed.json", "feed/comments/atom.xml"),
    ],
)
def test_what_is_asked_for_often_has_copies(name):
    assert compression.is_worth_it(name)


@pytest.mark.parametrize(
    "name",
    [
        *("a.png", "a.jpg", "a", "images/donnees.json"),
        *("tag/café/atom.xml", "category/travail/feed.json", "post/2020/12/18/un/comments.atom.xml"),
        *("feed/atom-1.xml", "feed/comments/atom-12.xml", "sitemap.xml"),
    ],
)
def test_what_is_hardly_asked_for_and_what_is_packed_already_have_none(name):
    assert not compression.is_worth_it(name)
