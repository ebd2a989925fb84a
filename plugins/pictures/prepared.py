"""Prepares the pictures that articles use: reads their facts, and makes their files, on all cores. The
edge."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from plugins.common import workers
from plugins.pictures import making, opening, plan
from plugins.pictures.cache import PictureCache, Stamp, stamp
from plugins.pictures.facts import PictureFacts
from plugins.pictures.opening import PictureError

Uses = Mapping[str, Collection[str]]


class _Result(NamedTuple):
    """The result for one picture, in plain values: its facts, and the names of its files; or an error, and
    what to do about it. `read_at`: the stamp of the source when it was read."""

    path: str
    read_at: Stamp
    facts: tuple[Any, ...]
    names: tuple[str, ...]
    error: tuple[str, str] | None = None


def prepared(
    content: Path, uses: Uses, cache: PictureCache
) -> tuple[dict[str, PictureFacts], dict[str, PictureError]]:
    """Make all files that these pictures need, and return their facts, and the errors of the others, by path.
    `uses`: the uses (`plan`) of each, by its path below `content`."""
    facts = {path: cached for path in uses if (cached := _cached(content / path, uses[path], cache))}
    errors: dict[str, PictureError] = {}
    missing = sorted(uses.keys() - facts.keys())
    for result in _results(partial(_make, content, uses, cache), missing):
        if result.error:
            errors[result.path] = PictureError(*result.error)
        else:
            facts[result.path] = PictureFacts(*result.facts)
            cache.remember(content / result.path, result.read_at, facts[result.path], result.names)
    cache.save()
    return facts, errors


def _cached(path: Path, uses: Collection[str], cache: PictureCache) -> PictureFacts | None:
    """The facts of a picture, if all files for its uses are in the cache."""
    facts = cache.facts(path)
    if facts is None or not all(cache.holds(each.name) for each in plan.files(facts, uses)):
        return None
    return facts


def _results(make: Any, paths: Sequence[str]) -> Iterator[_Result]:
    for part in workers.each(lambda part: [tuple(make(path)) for path in part], paths, 1, "Pictures"):
        yield from (_Result(*values) for values in part)


def _make(content: Path, uses: Uses, cache: PictureCache, path: str) -> _Result:
    try:
        read_at = stamp(content / path)
        data = opening.read(content / path)
        facts = opening.facts(data)
        files = list(plan.files(facts, uses[path]))
        making.make(data, facts, (each for each in files if not cache.holds(each.name)), cache.put)
    except PictureError as error:
        return _Result(path, (), (), (), (error.what, error.hint))
    except OSError as error:
        what = f"cannot be read, or what is made of it not written ({error.strerror})"
        return _Result(path, (), (), (), (what, "See to it, and build again."))
    return _Result(path, read_at, tuple(facts), tuple(each.name for each in files))
