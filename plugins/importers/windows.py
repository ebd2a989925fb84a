"""Replaces C1 controls in old texts by the characters of Windows-1252 that were meant: its bytes were often
decoded as Latin-1. Pure.

HTML does the same with character references (§13.2.5.5, table of `numeric character reference end state`).
"""

import codecs
import re

_C1 = re.compile("[\x80-\x9f]")
_SIGNS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
FALLBACK = "windows-1252"
"""The name of an error handler for codecs that decodes invalid UTF-8 as Windows-1252."""


def signs(text: str) -> str:
    """The text with the characters that were meant."""
    return text.translate(_SIGNS) if _C1.search(text) else text


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError), "only decoders are given this handler"
    broken = error.object[error.start : error.end]
    return signs(broken.decode("latin-1")), error.end


codecs.register_error(FALLBACK, _as_windows)
