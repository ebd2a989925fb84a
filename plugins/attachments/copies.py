"""What is attached gets into the output: as it lies among the sources, or as it was made of that."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from plugins.attachments.attachments import AttachedFile
from plugins.common import files
from plugins.staging import outputs

_COMPRESSED = ".svg"  # smaller copies are made of what is staged


def publish(attached: Iterable[AttachedFile], content: Path, staged: Path) -> None:
    """`staged`: the folder in which the output is built."""
    for each in attached:
        path = staged / each.save_as
        if each.made:
            _link(each.made, str(path))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(content / each.source, path)


def publish_pictures(names: list[str], output: str, staged: str) -> frozenset[str]:
    """What stands in the output already stays there, and is not staged: thousands do. Returns the names of
    that (KEPT)."""
    same = (name for name in names if outputs.is_one_file(kept(name), f"{output}/{name}"))
    stays = frozenset(name for name in same if not name.endswith(_COMPRESSED))
    for name in names:
        if name not in stays:
            _link(kept(name), f"{staged}/{name}")
    return stays


def kept(name: str) -> str:
    """Where a file lies that was made of a picture."""
    from plugins.pictures.cache import FOLDER  # and with it Pillow

    return f"{FOLDER}/{name}"


def _link(made: str, path: str) -> None:
    """Give a file of the cache a second name in the output."""
    try:
        outputs.link(made, path)
    except FileNotFoundError:
        files.make_way(str(Path(path).parent))
        outputs.link(made, path)
