"""On which line of a source something stands that was found in what came of it. Pure."""


class Lines:
    """What is asked for again is found at its next place."""

    def __init__(self, source: str) -> None:
        self._source = source.lower()
        self._after: dict[str, int] = {}

    def of(self, *spellings: str) -> int:
        """Of the first of these that is there; 0 where none is: it is written otherwise."""
        for spelling in filter(None, map(str.lower, spellings)):
            place = self._source.find(spelling, self._after.get(spelling, 0))
            if place >= 0:
                self._after[spelling] = place + 1
                return self._source.count("\n", 0, place) + 1
        return 0
