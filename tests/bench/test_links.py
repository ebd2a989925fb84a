"""The bench of the linker measures what it says: its comments, its patterns, its engines."""

import pytest

from bench.links.corpus import COUNT, comments
from bench.links.engines import OTHERS, OURS
from bench.links.patterns import PATTERNS
from plugins.comments.links import find

TEXTS = comments()


def test_the_comments_are_the_same_each_time_and_as_described():
    assert comments(50) == TEXTS[:50]
    assert len(set(TEXTS)) == COUNT == 10_000
    assert 58 < sum(len(text.split()) for text in TEXTS) / COUNT < 64
    assert 0.28 < sum(bool(find(text)) for text in TEXTS) / COUNT < 0.32


def test_no_address_of_the_comments_escapes_the_linker():
    assert all(bool(find(text)) == ("://" in text) for text in TEXTS)


@pytest.mark.parametrize("name", OURS | OTHERS)
def test_every_engine_works(name):
    engine = (OURS | OTHERS)[name]
    linked, plain = (next(text for text in TEXTS if ("://" in text) is wanted) for wanted in (True, False))
    found = engine(linked)
    assert "<a href" in found if isinstance(found, str) else len(found) == 1
    found = engine(plain)
    assert "<a href" not in found if isinstance(found, str) else not found


def test_patterns_are_as_long_as_asked():
    for pattern in PATTERNS.values():
        assert 900 <= len(pattern(1000)) <= 1020 and 1900 <= len(pattern(2000)) <= 2020
