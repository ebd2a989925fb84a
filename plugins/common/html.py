"""Trusted HTML: what the site's author wrote or our own code made, marked as safe.

Visitors' words are never marked here: their sanitisers are `comments.markup` and `comments.imported`.
"""

from collections.abc import Callable

from markupsafe import Markup, escape

from plugins.common import versions
from plugins.common.text import clean


def trusted_html(html: str) -> Markup:
    """HTML written by the site's author (Markdown's output) or built by us. Never a visitor's text.

    Cleaned: Markdown keeps what no document may carry, and a pasted text may hold it.
    """
    return Markup(clean(html))


def escaping() -> Callable[[str], str]:
    """The characters of `markupsafe.escape`, without the object that it makes around them, in a tenth of its
    time where a private function of it is known. Of HTML too, which `escape` would leave as it is."""
    if not versions.proven("markupsafe"):
        return lambda text: str(escape(str(text)))
    from markupsafe import _escape_inner  # type: ignore[attr-defined]

    inner: Callable[[str], str] = _escape_inner
    return inner


escaped = escaping()
"""Text as HTML; with nothing to escape it is itself."""
