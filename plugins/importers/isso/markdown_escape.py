"""Text that Markdown shows as it is. Pure."""

import re

_ESCAPED = re.compile(r"([\\`*_\[\]<>~^|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_START = re.compile(r"^(\s*)([#>=+-]|\d{1,9}(?=[.)]))", re.MULTILINE)
_NUMBER = re.compile(r"^(\d{1,9})([.)])")
_ADDRESS = re.compile(r"(https?://\S+)")


def inline(text: str) -> str:
    """Without a meaning inside a line. Addresses stay what they are: Isso links them."""
    pieces = _ADDRESS.split(text)
    return "".join(piece if number % 2 else _plain(piece) for number, piece in enumerate(pieces))


def line_start(line: str) -> str:
    """Without a meaning where a line begins; `1.` begins a list, and the backslash goes before the dot."""
    return _NUMBER.sub(r"\1\\\2", line) if line[:1].isdigit() else _START.sub(r"\1\\\2", line)


def _plain(text: str) -> str:
    return _ENTITY.sub(r"\\&", _ESCAPED.sub(r"\\\1", text))
