"""The block editor's comments (`<!-- wp:paragraph {…} -->`) taken off: what stands between them is HTML.
Pure.

Words outside all blocks are of the classic editor and get their paragraphs as there (`core/freeform`). A
block that PHP made when the page was shown, of latest comments say, has nothing between its comments.
"""

import re

from plugins.importers import paragraphs

_DELIMITER = re.compile(
    r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+(?:\{[^<>]*\}\s+)?(?P<void>/)?-->"
)
"""Inside the braces WordPress writes `<` and `>` as \\u003c and \\u003e."""
_LOOSE = {"freeform", "core/freeform", "shortcode", "core/shortcode"}
_SILENT = {"more", "nextpage", "separator", "spacer", "block", "core/more", "core/nextpage", "core/spacer"}


def has_blocks(text: str) -> bool:
    """As WordPress asks it (`has_blocks`)."""
    return "<!-- wp:" in text


def html(text: str) -> tuple[str, int]:
    """The HTML of all blocks, and how many of them had none because PHP made it."""
    out: list[str] = []
    depth = position = made = 0
    loose = True
    for found in _DELIMITER.finditer(text):
        between = text[position : found.start()]
        out.append(paragraphs.html(between) if loose else between)
        position = found.end()
        if found["void"]:
            made += found["name"] not in _SILENT
        else:
            depth = max(0, depth - 1) if found["end"] else depth + 1
        loose = depth == 0 or (not found["end"] and found["name"] in _LOOSE)
    out.append(paragraphs.html(text[position:]) if loose else text[position:])
    return "".join(out), made
