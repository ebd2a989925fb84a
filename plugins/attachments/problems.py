"""What is wrong with files that an article or a page names, and what its author can do."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plugins.articles import links
from plugins.articles.source import header_line, shown
from plugins.common.errors import Problem
from plugins.pictures import markup

_NO_WORDS = "Write what it shows: ![these words](…); a space says that it only decorates: ![ ](…)."


def of_file(content: Any, written: str, what: str, hint: str) -> Problem:
    """Of a file, where its address is written."""
    text = Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace")
    return Problem(shown(content.source_path), links.line(written, text), f"“{written}” {what}", hint)


def no_picture(content: Any) -> Problem:
    """Of the header that names what shall stand for an article."""
    what = f"Image: “{content.metadata['image']}” is not a picture here"
    line = header_line(content.source_path, "image")
    return Problem(shown(content.source_path), line, what, "Write it as in the text: port.jpg.")


def without_words(content: Any, html: str) -> Iterator[Problem]:
    """Once for each text: an old blog may have thousands."""
    found = list(markup.unnamed(html))
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield of_file(
            content, found[0], f"{more} without words for those who do not see it".strip(), _NO_WORDS
        )


def made_again(path: Path) -> str:
    """How somebody makes a recording of which nothing but picture and sound is left."""
    name = shlex.quote(shown(str(path)))
    clean = shlex.quote(shown(str(path.with_stem(f"{path.stem}-clean"))))
    return f"Make another of it: ffmpeg -i {name} -map 0:v? -map 0:a? -c copy -map_metadata -1 {clean}"
