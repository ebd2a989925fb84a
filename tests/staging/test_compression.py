import gzip
import hashlib
from pathlib import PurePath

import brotli
import pytest

from plugins.staging import compression

TEXT = "Ce que l’on surveille finit par se taire. ".encode() * 40


def test_both_copies_say_the_same_and_are_smaller():
    copies = dict(compression.smaller(TEXT))
    assert brotli.decompress(copies[".br"]) == gzip.decompress(copies[".gz"]) == TEXT
    assert len(copies[".br"]) < len(TEXT) and len(copies[".gz"]) <= len(gzip.compress(TEXT, 9))


@pytest.mark.parametrize("data", [b"", b"a", b"".join(hashlib.sha256(bytes([n])).digest() for n in range(9))])
def test_no_copy_that_is_not_smaller(data):
    assert list(compression.smaller(data)) == []


def test_only_what_is_asked_for():
    assert [ending for ending, _ in compression.smaller(TEXT, [".gz"])] == [".gz"]


def test_no_time_and_no_name_in_it():
    """RFC 1952 §2.3: flags, then four bytes of time."""
    (copy,) = (copy for ending, copy in compression.smaller(TEXT) if ending == ".gz")
    assert copy[3:8] == bytes(5)


def test_a_copy_of_something_else_is_known():
    for ending, copy in compression.smaller(TEXT):
        assert compression.holds(ending, copy, TEXT)
        assert not compression.holds(ending, copy, TEXT + b".")
        assert not compression.holds(ending, copy[:-9], TEXT)
        assert not compression.holds(ending, b"debris", TEXT)
        assert not compression.holds(ending, b"", TEXT)


def test_pictures_are_left_alone():
    assert [
        name
        for name in ("a.html", "a.xml", "a.png", "a.jpg", "a.css", "a")
        if compression.is_worth_it(PurePath(name))
    ] == ["a.html", "a.xml", "a.css"]
