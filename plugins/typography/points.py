"""Three full stops are an ellipsis; the abbreviation `etc.` takes none."""

import re
from collections.abc import Sequence

from plugins.typography.signs import ELLIPSIS, Edit

# Exactly three: two or four are no ellipsis, and beside a slash they are a way through folders.
_THREE = re.compile(r"\.\.\.(?<![./\\]...)(?![./\\])")
_ETC = re.compile(r"(?<!\w)(?:[eE]tc)(\.\.\.|\.?…)(?![.…])")


def ellipses(text: str) -> Sequence[Edit]:
    """`...` is one sign, U+2026 HORIZONTAL ELLIPSIS (Lexique, « points de suspension »)."""
    if "..." not in text:
        return ()
    return [(*match.span(), ELLIPSIS) for match in _THREE.finditer(text)]


def et_cetera(text: str) -> Sequence[Edit]:
    """`etc.` already says that the list goes on (Lexique, « etc. »): `etc...` becomes `etc.`."""
    if "tc" not in text:
        return ()
    return [(*match.span(1), ".") for match in _ETC.finditer(text)]
