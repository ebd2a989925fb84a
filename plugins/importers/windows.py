"""C1 controls in an old text: they are signs of Windows-1252, whose bytes were taken for Latin-1.

HTML reads references to them so (§13.2.5.5, table of `numeric character reference end state`). Pure.
"""

import codecs
import re

_C1 = re.compile("[\x80-\x9f]")
_SIGNS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
FALLBACK = "windows-1252"
"""Name of an error handler: what is not UTF-8 is read as Windows-1252."""


def signs(text: str) -> str:
    """The text with the signs that were meant."""
    return text.translate(_SIGNS) if _C1.search(text) else text


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError), "only decoders are given this handler"
    broken = error.object[error.start : error.end]
    return signs(broken.decode("latin-1")), error.end


codecs.register_error(FALLBACK, _as_windows)
