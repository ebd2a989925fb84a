"""Replies that go round in a cycle: a page could not show them, a build refuses them. Pure."""

from collections.abc import Iterator, Mapping

IN_A_CYCLE = "answers itself by way of its own replies; what it answers is left out"


def links_to_cut(parents: Mapping[str, str]) -> frozenset[str]:
    """From who answers whom: those whose answer must be left out, so that no cycle stays. One of each."""
    return frozenset(_links_to_cut(parents))


def _links_to_cut(parents: Mapping[str, str]) -> Iterator[str]:
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
