"""Makes ids for things without one in the old system; the same for the same contents in each import. Pure."""

from collections import Counter
from datetime import datetime
from hashlib import blake2b


def of_words(text: str) -> str:
    """An id made of a text."""
    return f"x{_digest(text, 6)}"


class CommentIds:
    """Ids that sort by time, so that they keep the order of comments within a day even if their times are
    dropped (`threads.in_order`). A second comment of the same author in the same second gets `…-2`."""

    def __init__(self) -> None:
        self._article = ""
        self._counts: Counter[str] = Counter()

    def give(self, article: str, wall: datetime, author: str) -> str:
        """The id of the next comment. `article`: identifies its article, whose comments must come one after
        the other. `wall`: its local time."""
        if article != self._article:
            self._article, self._counts = article, Counter()
        identifier = f"{wall.replace(tzinfo=None):%Y%m%d%H%M%S}-{_digest(author, 4)}"
        self._counts[identifier] += 1
        count = self._counts[identifier]
        return identifier if count == 1 else f"{identifier}-{count}"


def _digest(text: str, size: int) -> str:
    return blake2b(text.encode(errors="replace"), digest_size=size).hexdigest()
