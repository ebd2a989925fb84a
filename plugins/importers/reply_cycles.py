"""Finds cycles of replies, which a build would refuse. Pure."""

from collections.abc import Iterator, Mapping

IN_A_CYCLE = "answers itself by way of its own replies; what it answers is left out"


def links_to_cut(parents: Mapping[str, str]) -> frozenset[str]:
    """One comment of each cycle, whose reference to the answered comment must be removed. `parents`: the
    answered comment by the id of the answer."""
    return frozenset(_links_to_cut(parents))


def _links_to_cut(parents: Mapping[str, str]) -> Iterator[str]:
    done: set[str] = set()
    for start in parents:
        chain: dict[str, None] = {}
        current = start
        while current in parents and current not in done and current not in chain:
            chain[current] = None
            current = parents[current]
        if current in chain:
            yield current
        done.update(chain)
