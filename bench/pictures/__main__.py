"""`make bench-pictures`: photographs of twelve megapixels made ready for readers, here and by Hugo.

Cold: nothing is kept. Kept: what was made of pictures is (`.cache/pictures`, Hugo's `resources`), all else is
gone, as where CI carries a folder. Again: all is kept, and nothing changed.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.builds import generators, process
from bench.builds.process import Cost
from bench.pictures import sites
from bench.pictures.photographs import photographs

_MEMORY = Path("/dev/shm")
_ADDRESS = {"SITEURL": "https://exemple.org"}
_COLD, _KEPT, _AGAIN = "cold", "kept", "again"


class Maker(NamedTuple):
    """`made`: what builds leave in the site; `of_pictures`: what of that is made of pictures."""

    name: str
    site: Path
    command: Sequence[str]
    made: tuple[str, ...]
    of_pictures: str


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.pictures", description=__doc__)
    parser.add_argument("--pictures", type=int, default=1000, help="how many (default: %(default)s)")
    parser.add_argument("--hugo", type=int, help="how many of them Hugo gets (default: all)")
    parser.add_argument("--runs", type=int, default=1, help="of each build (default: %(default)s)")
    parser.add_argument("--folder", type=Path, default=_MEMORY, help="where to build (default: %(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.folder) as name:
        source = Path(name, "photographs")
        source.mkdir()
        for number, data in enumerate(photographs(options.pictures)):
            (source / f"{number:04}.jpg").write_bytes(data)
        size = sum(path.stat().st_size for path in source.iterdir()) / options.pictures / 1e6
        print(f"{options.pictures} photographs of 12 megapixels, {size:.1f} MB each", flush=True)
        makers = _makers(Path(name), sorted(source.iterdir()), options.hugo)
        for _ in range(options.runs):
            for maker in makers:
                _measure(maker)


def _makers(folder: Path, photographs: Sequence[Path], for_hugo: int | None) -> tuple[Maker, ...]:
    ours, hugo = folder / "ours", folder / "hugo"
    sites.ours(ours, photographs)
    sites.hugo(hugo, photographs[:for_hugo])
    build = (sys.executable, "-m", "plugins.fastbuild", "-s", "publishconf.py")
    fresh = ("output", "output.hosts", ".cache")
    command = (generators.hugo(), "--quiet", "--destination", "output", "--cacheDir", str(folder / "cache"))
    return (
        Maker("ours", ours, build, fresh, ".cache/pictures"),
        Maker("Hugo", hugo, command, ("output", "resources"), "resources"),
    )


def _measure(maker: Maker) -> None:
    _clear(maker)
    _told(maker, _COLD, process.run(maker.command, maker.site, _ADDRESS, look=False))
    _told(maker, _AGAIN, process.run(maker.command, maker.site, _ADDRESS, look=False))
    aside = maker.site.with_name("aside")
    (maker.site / maker.of_pictures).rename(aside)
    _clear(maker)
    (maker.site / maker.of_pictures).parent.mkdir(exist_ok=True)
    aside.rename(maker.site / maker.of_pictures)
    _told(maker, _KEPT, process.run(maker.command, maker.site, _ADDRESS, look=False))


def _clear(maker: Maker) -> None:
    for name in maker.made:
        shutil.rmtree(maker.site / name, ignore_errors=True)


def _told(maker: Maker, case: str, cost: Cost) -> None:
    files = [path for path in (maker.site / "output").rglob("*") if path.suffix in (".webp", ".jpg")]
    size = sum(path.stat().st_size for path in files) / 1e6
    made = f"{len(files)} pictures, {size:.0f} MB"
    print(f"{maker.name:6}{case:8}{cost.wall:8.2f} s{cost.cpu:8.2f} s cpu   {made}", flush=True)


if __name__ == "__main__":
    main()
