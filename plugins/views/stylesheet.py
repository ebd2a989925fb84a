"""One style sheet from the theme's parts, named by its content so that it may be cached for ever. Pure."""

import hashlib
import re
from collections.abc import Callable

import rcssmin

_IMPORT = re.compile(r"^@import \"(?P<name>[\w.-]+)\";\n", re.MULTILINE)


def bundle(index: str, part: Callable[[str], str]) -> str:
    """The text of `index` with each `@import "name";` line replaced by `part(name)`, comments taken out.

    The theme works without this; each part would then be a request of its own.
    """
    whole = _IMPORT.sub(lambda match: part(match["name"]), index)
    return str(rcssmin.cssmin(whole)) + "\n"


def name(stem: str, css: str) -> str:
    """`<stem>.<ten hex digits>.css`."""
    return f"{stem}.{hashlib.sha256(css.encode()).hexdigest()[:10]}.css"
