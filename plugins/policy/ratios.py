"""A frame that the site shows, as wide as the column and in its own proportions. Pure.

The style sheet knows these by name: the site's policy takes no inline style, and no browser makes proportions
of a frame's `width` and `height`, as it does of an image's (HTML §15.4.3).
"""

import re

_RATIOS = (("frame", 16 / 9), ("frame four-three", 4 / 3), ("frame square", 1), ("frame upright", 9 / 16))
_NEAR = 1.1
_PIXELS = re.compile(r"[1-9][0-9]*")


def sized(frame: str, width: str, height: str) -> str:
    """In a span that has the proportions of the frame's attributes, or of a film where nothing is known of
    its height. As it is where the height is its own whatever its width: a player of sounds, a form."""
    name = _name(width, height)
    return f'<span class="{name}">{frame}</span>' if name else frame


def _name(width: str, height: str) -> str | None:
    if not _PIXELS.fullmatch(height):
        return _RATIOS[0][0]
    ratio = int(width) / int(height) if _PIXELS.fullmatch(width) else 0
    return next((name for name, known in _RATIOS if known / _NEAR < ratio < known * _NEAR), None)
