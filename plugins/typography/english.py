"""English quotation marks, apostrophes and dashes, by smartypants, which typogrify brings.

It goes over finished HTML and leaves code and attributes alone. `--` is – and `---` is —, as in French texts.
"""

import re
from html import escape, unescape

import smartypants

_RULES = smartypants.Attr.q | smartypants.Attr.D | smartypants.Attr.e | smartypants.Attr.u
_ANY_SIGN = re.compile(r"[\"'`]|--|\.\.\.|\. \. \.")
# smartypants opens a quotation before them: ’90s, ’n’, ’tis.
_LEFT_OUT = re.compile(r"‘(?=\d\ds?\b|n’|(?:tis|twas|cause|em)\b)", re.IGNORECASE)


def finish(html: str) -> str:
    """The HTML of a text in English; twice changes nothing."""
    if not _ANY_SIGN.search(html):
        return html
    return _LEFT_OUT.sub("’", smartypants.smartypants(html, _RULES))


def title(text: str) -> str:
    """Text, never HTML: `<` and `&` are only signs."""
    return unescape(finish(escape(text, quote=False)))
