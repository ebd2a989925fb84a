"""What the front (`__main__`) looks at before it hands over to Pelican: nothing is looked at twice."""

from collections.abc import Callable
from functools import cache

from plugins.fastbuild.scan import Scan

_Look = Callable[[], Scan | None]


def nothing() -> None:
    """What was seen where nobody looked."""


_look: _Look = nothing


def expect(look: _Look) -> None:
    """`look` will say what was seen; it is asked once."""
    global _look
    _look = cache(look)


def scan() -> Scan | None:
    """What was seen of the sources before anybody read one; None where nobody looked."""
    return _look()
