"""Puts attached files into the output: copies of the sources, or links to the files made of them."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from plugins.attachments.attachments import AttachedFile
from plugins.common import files
from plugins.staging import outputs

_COMPRESSED = ".svg"  # compressed copies are made of staged files only


def publish(attached: Iterable[AttachedFile], content: Path, staged: Path) -> None:
    """Put attached files into `staged`, the folder in which the output is built."""
    for file in attached:
        path = staged / file.save_as
        if file.cached:
            _link(file.cached, str(path))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(content / file.source, path)


def publish_pictures(names: list[str], output: str, staged: str) -> frozenset[str]:
    """Stage the files made of pictures, but for those that are in the output already: there may be thousands.
    Returns the names of these (KEPT)."""
    same = (name for name in names if outputs.is_one_file(cached(name), f"{output}/{name}"))
    present = frozenset(name for name in same if not name.endswith(_COMPRESSED))
    for name in names:
        if name not in present:
            _link(cached(name), f"{staged}/{name}")
    return present


def cached(name: str) -> str:
    """The path in the cache of a file that was made of a picture."""
    from plugins.pictures.cache import FOLDER  # and with it Pillow

    return f"{FOLDER}/{name}"


def _link(cached_file: str, path: str) -> None:
    """Link a file of the cache into the output."""
    try:
        outputs.link(cached_file, path)
    except FileNotFoundError:
        files.make_way(str(Path(path).parent))
        outputs.link(cached_file, path)
