"""Smaller copies beside all files of a folder: `python -m bench.builds.packing output`.

What a usual tool does after a generator (`find -exec gzip`, gzipper, precompress), made equal to what this
project does: the same libraries, levels and kinds of files, all cores. All are packed again, since those
generators write all files again.
"""

import os
import sys
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

from plugins.staging import compression


def main() -> None:
    root = Path(sys.argv[1])
    with Pool(len(os.sched_getaffinity(0))) as pool:
        for _ in pool.imap_unordered(_pack, _wanted(root), chunksize=50):
            pass


def _wanted(root: Path) -> Iterator[tuple[Path, str]]:
    """Folder and name of each file."""
    for path in list(root.rglob("*")):
        if path.is_file() and path.suffix not in compression.ENDINGS:
            name = path.relative_to(root).as_posix()
            if compression.is_worth_it(name):
                yield root, name


def _pack(wanted: tuple[Path, str]) -> None:
    root, name = wanted
    for ending, copy in compression.smaller(name, (root / name).read_bytes()):
        (root / f"{name}{ending}").write_bytes(copy)


if __name__ == "__main__":
    main()
