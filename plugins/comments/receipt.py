"""The receipt of a comment that was sent through the intake: its id and a fingerprint of its text. Pure.

Visitors see both after sending, and the published page shows both, so that they can verify that the text is
still the one they sent.
"""

import re
from hashlib import sha256

from plugins.common.text import clean

_SUBMITTED = re.compile(r"\d{8}-\d{6}-\d{3}-[0-9a-z]{8}")


def fingerprint(text: str) -> str:
    """Ten hex digits of a digest of the cleaned text, so that it does not depend on the browser's line
    ends."""
    return sha256(clean(text).encode()).hexdigest()[:10]


def is_submitted(identifier: str) -> bool:
    """Whether the intake gave this id; only then does somebody have a receipt."""
    return _SUBMITTED.fullmatch(identifier) is not None
