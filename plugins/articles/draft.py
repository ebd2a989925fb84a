"""`make new TITLE="…"`: a dated draft. Prints its path, opens nothing, overwrites nothing."""

import argparse
import re
import sys
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

from plugins.common import files

_LONGEST = 80  # letters of a slug


def slugify(title: str) -> str:
    """Letters without their accents, digits, hyphens: safe in an address and as a file name."""
    plain = (
        normalize("NFKD", title.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "-"))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def shortened(slug: str) -> str:
    """To whole words, where there are several: a file's name has at most 255 bytes, an address is read."""
    if len(slug) <= _LONGEST:
        return slug
    whole = slug[: _LONGEST + 1].rpartition("-")[0]
    return whole or slug[:_LONGEST]


def text(title: str, slug: str, moment: datetime) -> str:
    """The draft's file. `Id` is what feeds keep when everything else about the article changes."""
    return (
        f"Title: {title}\nDate: {moment:%Y-%m-%d %H:%M}\nSlug: {slug}\nId: {moment:%Y%m%d}-{slug}\n"
        f"Status: draft\n\n"
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make new", description='Begin an article: TITLE="…"')
    parser.add_argument("title", help="the article's title, as it will be printed")
    parser.add_argument("--content", type=Path, default=Path("content"), help="the folder of the sources")
    options = parser.parse_args(arguments)
    title = " ".join(options.title.split())
    slug = shortened(slugify(title))
    if not slug:
        print('A draft needs a title with at least one letter: make new TITLE="…"', file=sys.stderr)
        return 2
    moment = datetime.now().astimezone()
    path = options.content / "articles" / f"{moment:%Y}" / f"{slug}.md"
    if path.exists():
        print(f"{path} exists already. Choose another title, or go on writing there.", file=sys.stderr)
        return 1
    try:
        files.write(path, text(title, slug, moment).encode())
    except OSError as error:
        print(f"{error.filename or path}: {error.strerror}. The draft was not begun.", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
