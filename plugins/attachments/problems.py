"""Problems with the files that an article or a page names, with what its author can do."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plugins.articles import links
from plugins.articles.source import display_path, header_line
from plugins.common.errors import Problem
from plugins.pictures import markup

_NO_WORDS = "Write what it shows: ![these words](…); a space says that it only decorates: ![ ](…)."


def of_file(content: Any, written: str, what: str, hint: str) -> Problem:
    """A problem with a file, at the line where its address is written."""
    text = Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace")
    return Problem(display_path(content.source_path), links.line(written, text), f"“{written}” {what}", hint)


def no_picture(content: Any) -> Problem:
    """The header “Image” names no picture."""
    what = f"Image: “{content.metadata['image']}” is not a picture here"
    line = header_line(content.source_path, "image")
    return Problem(display_path(content.source_path), line, what, "Write it as in the text: port.jpg.")


def without_alt(content: Any, html: str) -> Iterator[Problem]:
    """Pictures without a text alternative: one problem for each text, since old blogs may have thousands."""
    addresses = list(markup.without_alt(html))
    if addresses:
        more = f" and {len(addresses) - 1} more" if len(addresses) > 1 else ""
        yield of_file(
            content, addresses[0], f"{more} without words for those who do not see it".strip(), _NO_WORDS
        )


def convert_hint(path: Path) -> str:
    """How to make a copy of a recording with nothing but picture and sound."""
    name = shlex.quote(display_path(str(path)))
    clean = shlex.quote(display_path(str(path.with_stem(f"{path.stem}-clean"))))
    return f"Make another of it: ffmpeg -i {name} -map 0:v? -map 0:a? -c copy -map_metadata -1 {clean}"
