"""What the front (`__main__`) looks at before it hands over to Pelican: nothing is looked at twice."""

from plugins.fastbuild.looks import Looks

_looks: Looks | None = None


def expect(looks: Looks | None) -> None:
    """They will say what was seen."""
    global _looks
    _looks = looks


def seen() -> tuple[str, ...]:
    """What was seen of the sources before anybody read one (`State.seen`); nothing where nobody looked."""
    return _looks.seen() if _looks else ()
