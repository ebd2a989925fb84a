"""Ids for what an old system gave none: the same at each import of the same words. Pure."""

from collections import Counter
from datetime import datetime
from hashlib import blake2b


def of_words(text: str) -> str:
    return f"x{_digest(text, 6)}"


class CommentIds:
    """Ids that count up with the clock: they keep the order of a day of which no hour is known (`in_order`).
    Of one name's comments in one second the second is `…-2`."""

    def __init__(self) -> None:
        self._article = ""
        self._met: Counter[str] = Counter()

    def give(self, article: str, wall: datetime, author: str) -> str:
        """`article`: whatever tells it from others; its comments come together."""
        if article != self._article:
            self._article, self._met = article, Counter()
        made = f"{wall.replace(tzinfo=None):%Y%m%d%H%M%S}-{_digest(author, 4)}"
        self._met[made] += 1
        return made if self._met[made] == 1 else f"{made}-{self._met[made]}"


def _digest(text: str, size: int) -> str:
    return blake2b(text.encode(errors="replace"), digest_size=size).hexdigest()
