"""Removes the block editor's comments (`<!-- wp:paragraph {…} -->`), which leaves HTML. Pure.

Text outside all blocks is of the classic editor and gets paragraphs as there (`core/freeform`). A dynamic
block, such as “latest comments”, is empty: PHP dynamic its HTML when the page was shown.
"""

import re

from plugins.importers import paragraphs

_DELIMITER = re.compile(
    r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+(?:\{[^<>]*\}\s+)?(?P<void>/)?-->"
)
"""Inside the braces WordPress writes `<` and `>` as \\u003c and \\u003e."""
_CLASSIC = {"freeform", "core/freeform", "shortcode", "core/shortcode"}
_WITHOUT_TEXT = {
    "more",
    "nextpage",
    "separator",
    "spacer",
    "block",
    "core/more",
    "core/nextpage",
    "core/spacer",
}


def has_blocks(text: str) -> bool:
    """Whether a text has blocks: the test of WordPress's own `has_blocks`."""
    return "<!-- wp:" in text


def html(text: str) -> tuple[str, int]:
    """The HTML of all blocks, and the number of dynamic blocks, which have none."""
    out: list[str] = []
    depth = position = dynamic = 0
    is_classic = True
    for found in _DELIMITER.finditer(text):
        between = text[position : found.start()]
        out.append(paragraphs.html(between) if is_classic else between)
        position = found.end()
        if found["void"]:
            dynamic += found["name"] not in _WITHOUT_TEXT
        else:
            depth = max(0, depth - 1) if found["end"] else depth + 1
        is_classic = depth == 0 or (not found["end"] and found["name"] in _CLASSIC)
    out.append(paragraphs.html(text[position:]) if is_classic else text[position:])
    return "".join(out), dynamic
