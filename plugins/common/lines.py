"""Finds the line in a source of something that was found in the HTML made from it. Pure."""


class Lines:
    """Finds lines in one source. When the same text is looked up again, its next occurrence is found."""

    def __init__(self, source: str) -> None:
        self._source = source.lower()
        self._after: dict[str, int] = {}

    def of(self, *spellings: str) -> int:
        """The line of the first spelling that occurs; 0 if none does."""
        for spelling in filter(None, map(str.lower, spellings)):
            offset = self._source.find(spelling, self._after.get(spelling, 0))
            if offset >= 0:
                self._after[spelling] = offset + 1
                return self._source.count("\n", 0, offset) + 1
        return 0
