"""Pictures that articles use: what they are, and that all files of them are made, on all cores. The edge."""

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


class _Made(NamedTuple):
    """What became of one: `facts`, plain, and the names of its files; or `wrong`, and what to do."""

    path: str
    seen: Stamp
    facts: tuple[Any, ...]
    names: tuple[str, ...]
    wrong: tuple[str, str] | None = None


def prepared(
    content: Path, uses: Uses, cache: PictureCache
) -> tuple[dict[str, PictureFacts], dict[str, PictureError]]:
    """Of the pictures with these paths below `content`, each with its uses (`plan`): their facts, once all
    files for that are in the cache; or what is wrong with them."""
    known = {path: facts for path in uses if (facts := _kept(content / path, uses[path], cache))}
    wrong: dict[str, PictureError] = {}
    todo = sorted(uses.keys() - known.keys())
    for made in _each(partial(_make, content, uses, cache), todo):
        if made.wrong:
            wrong[made.path] = PictureError(*made.wrong)
        else:
            known[made.path] = PictureFacts(*made.facts)
            cache.remember(content / made.path, made.seen, known[made.path], made.names)
    cache.save()
    return known, wrong


def _kept(path: Path, uses: Collection[str], cache: PictureCache) -> PictureFacts | None:
    facts = cache.facts(path)
    if facts is None or not all(cache.holds(each.name) for each in plan.files(facts, uses)):
        return None
    return facts


def _each(make: Any, paths: Sequence[str]) -> Iterator[_Made]:
    for part in workers.each(lambda part: [tuple(make(path)) for path in part], paths, 1, "Pictures"):
        yield from (_Made(*one) for one in part)


def _make(content: Path, uses: Uses, cache: PictureCache, path: str) -> _Made:
    try:
        seen = stamp(content / path)
        data = opening.read(content / path)
        facts = opening.facts(data)
        files = list(plan.files(facts, uses[path]))
        making.make(data, facts, (each for each in files if not cache.holds(each.name)), cache.put)
    except PictureError as error:
        return _Made(path, (), (), (), (error.what, error.hint))
    except OSError as error:
        what = f"cannot be read, or what is made of it not written ({error.strerror})"
        return _Made(path, (), (), (), (what, "See to it, and build again."))
    return _Made(path, seen, tuple(facts), tuple(each.name for each in files))
