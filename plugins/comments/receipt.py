"""The receipt of a comment that came through the intake: its id, and a fingerprint of its text. Pure.

The visitor is shown both after sending; the published page carries both. Whoever kept them can tell whether
the text is still the one that was sent.
"""

import re
from hashlib import sha256

from plugins.common.text import clean

_SUBMITTED = re.compile(r"\d{8}-\d{6}-\d{3}-[0-9a-z]{8}")


def fingerprint(text: str) -> str:
    """Ten hex digits of the cleaned text: a page and a receipt agree whatever line ends a browser sent."""
    return sha256(clean(text).encode()).hexdigest()[:10]


def is_submitted(identifier: str) -> bool:
    """Whether an id was given by the intake; only then somebody has a receipt."""
    return _SUBMITTED.fullmatch(identifier) is not None
