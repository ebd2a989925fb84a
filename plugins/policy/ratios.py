"""Gives an allowed frame the width of the column and its own aspect ratio, with a class. Pure.

Browsers do not derive an aspect ratio from the `width` and `height` of a frame, as they do for images (HTML
§15.4.3), and the site's policy forbids inline styles.
"""

import re

_RATIOS = (("frame", 16 / 9), ("frame four-three", 4 / 3), ("frame square", 1), ("frame upright", 9 / 16))
_NEAR = 1.1
_PIXELS = re.compile(r"[1-9][0-9]*")


def sized(frame: str, width: str, height: str) -> str:
    """The frame in a span with the aspect ratio of its attributes, or of a video if it has no height. A frame
    with an unusual ratio, such as an audio player or a form, is returned as it is."""
    name = _name(width, height)
    return f'<span class="{name}">{frame}</span>' if name else frame


def _name(width: str, height: str) -> str | None:
    if not _PIXELS.fullmatch(height):
        return _RATIOS[0][0]
    ratio = int(width) / int(height) if _PIXELS.fullmatch(width) else 0
    return next((name for name, usual in _RATIOS if usual / _NEAR < ratio < usual * _NEAR), None)
