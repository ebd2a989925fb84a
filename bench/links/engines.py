"""Who finds addresses, and who makes HTML of a comment: ours and the best known others."""

from collections.abc import Callable

import bleach
from linkify_it import LinkifyIt
from markupsafe import escape

from plugins.comments.links import find
from plugins.comments.markup import to_html

_LINKER = LinkifyIt(
    {"ftp:": None, "//": None, "mailto:": None},
    {"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False},
)


def linkify_it(text: str) -> object:
    """Only http and https, all else off: its fastest setting."""
    return _LINKER.match(text)


def bleached(text: str) -> object:
    """`bleach.linkify` of the escaped comment: it reads HTML. Its default, bare names included."""
    return bleach.linkify(str(escape(text)))


OURS: dict[str, Callable[[str], object]] = {"links.find": find, "markup.to_html": to_html}
OTHERS: dict[str, Callable[[str], object]] = {
    "linkify-it-py, http only": linkify_it,
    "bleach.linkify": bleached,
}
