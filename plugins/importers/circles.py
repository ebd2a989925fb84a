"""Replies that go round in a circle: a page could not show them, a build refuses them. Pure."""

from collections.abc import Iterator, Mapping

GOES_ROUND = "answers itself by way of its own replies; what it answers is left out"


def broken(parents: Mapping[str, str]) -> frozenset[str]:
    """From who answers whom: those whose answer must be left out, so that no circle stays. One of each."""
    return frozenset(_broken(parents))


def _broken(parents: Mapping[str, str]) -> Iterator[str]:
    done: set[str] = set()
    for start in parents:
        chain: dict[str, None] = {}
        one = start
        while one in parents and one not in done and one not in chain:
            chain[one] = None
            one = parents[one]
        if one in chain:
            yield one
        done.update(chain)
