"""Escapes text, so that Markdown shows it as it is. Pure."""

import re

_ESCAPED = re.compile(r"([\\`*_\[\]<>~^|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_START = re.compile(r"^(\s*)([#>=+-]|\d{1,9}(?=[.)]))", re.MULTILINE)
_NUMBER = re.compile(r"^(\d{1,9})([.)])")
_ADDRESS = re.compile(r"(https?://\S+)")


def inline(text: str) -> str:
    """Escape what has a meaning inside a line; not in addresses, which Isso makes links."""
    pieces = _ADDRESS.split(text)
    return "".join(piece if number % 2 else _plain(piece) for number, piece in enumerate(pieces))


def line_start(line: str) -> str:
    """Escape what has a meaning at the beginning of a line; for `1.`, the dot is escaped."""
    return _NUMBER.sub(r"\1\\\2", line) if line[:1].isdigit() else _START.sub(r"\1\\\2", line)


def _plain(text: str) -> str:
    return _ENTITY.sub(r"\\&", _ESCAPED.sub(r"\\\1", text))
