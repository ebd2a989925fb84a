"""`make new TITLE="…"`: a dated draft, with the pictures of a folder if one is given. Prints its path, opens
nothing, overwrites nothing.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import quote
from zoneinfo import ZoneInfo

from plugins.common import conf, files
from plugins.common.interruption import exit_code
from plugins.common.settings import setting
from plugins.common.site_settings import is_zone
from plugins.pictures.facts import is_picture

_LONGEST = 80  # letters of a slug
_CHUNK = 1024**2


def slugify(title: str) -> str:
    """The text as letters without accents, digits and hyphens: safe in an address and as a file name."""
    plain = (
        normalize("NFKD", title.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "-"))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def shortened(slug: str) -> str:
    """Cut to whole words, if there are several: a file name has 255 bytes at most, and addresses are read."""
    if len(slug) <= _LONGEST:
        return slug
    whole = slug[: _LONGEST + 1].rpartition("-")[0]
    return whole or slug[:_LONGEST]


def in_site_zone(moment: datetime, settings: Mapping[str, Any]) -> datetime:
    """The moment as the site reads a `Date`; in the machine's zone if there are no settings, or they name no
    zone."""
    name = setting(settings, "TIMEZONE") if settings else ""
    return moment.astimezone(ZoneInfo(name) if is_zone(name) else None)


def text(title: str, slug: str, moment: datetime) -> str:
    """The draft's file. `Id` is what feeds keep when everything else about the article changes."""
    return (
        f"Title: {title}\nDate: {moment:%Y-%m-%d %H:%M}\nSlug: {slug}\nId: {moment:%Y%m%d}-{slug}\n"
        f"Status: draft\n\n"
    )


def shown(slug: str, names: Iterable[str]) -> str:
    """Each picture in a paragraph of its own, in the folder named after the article. The brackets are to be
    filled in: as long as they are empty, each build says so."""
    return "".join(f"![]({slug}/{quote(name)})\n\n" for name in names)


def pictures(folder: Path) -> list[Path]:
    """The pictures of a folder, ordered by name, as cameras count. Raises OSError."""
    return sorted(path for path in folder.iterdir() if path.is_file() and is_picture(path.name))


def copy(path: Path, goal: Path) -> None:
    with path.open("rb") as file:
        files.write_pieces(goal, iter(lambda: file.read(_CHUNK), b""))


def begin(path: Path, head: str, slug: str, folder: Path | None) -> str:
    """Write the draft. Returns what is wrong with the `folder` of its pictures. Raises OSError."""
    taken = pictures(folder) if folder else []
    if folder and not taken:
        return f"{folder}: there is no picture in it."
    for each in taken:
        copy(each, path.with_suffix("") / each.name)
    files.write(path, (head + shown(slug, (each.name for each in taken))).encode())
    return ""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make new", description='Begin an article: TITLE="…"')
    parser.add_argument("title", help="the article's title, as it will be printed")
    parser.add_argument(
        "--from", type=Path, metavar="FOLDER", help="take the pictures of this folder", dest="folder"
    )
    parser.add_argument("--content", type=Path, default=Path("content"), help="the folder of the sources")
    options = parser.parse_args(arguments)
    title = " ".join(options.title.split())
    slug = shortened(slugify(title))
    if not slug:
        print('A draft needs a title with at least one letter: make new TITLE="…"', file=sys.stderr)
        return 2
    moment = in_site_zone(datetime.now(UTC), conf.of_site_if_readable(options.content.absolute().parent))
    path = options.content / "articles" / f"{moment:%Y}" / f"{slug}.md"
    if path.exists():
        print(f"{path} exists already. Choose another title, or go on writing there.", file=sys.stderr)
        return 1
    try:
        wrong = begin(path, text(title, slug, moment), slug, options.folder)
    except OSError as error:
        wrong = f"{error.filename or path}: {error.strerror}."
    if wrong:
        print(f"{wrong} The draft was not begun.", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
