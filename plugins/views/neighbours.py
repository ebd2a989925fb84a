"""Which articles stand before and after one: among all that are listed, and in its series. Pure."""

from collections.abc import Mapping, Sequence

from plugins.views.model import LinkView, SeriesView


class Neighbours:
    """`links`: the articles listed, newest first, by the names they are known by. `series`: the same names,
    oldest first, by the name of their series."""

    def __init__(self, links: Mapping[str, LinkView], series: Mapping[str, Sequence[str]]) -> None:
        self._links, self._series = links, series
        self._order = list(links)
        self._places = {name: place for place, name in enumerate(self._order)}

    def previous(self, name: str) -> LinkView | None:
        """The link to the next older article."""
        return self._at(self._places[name] + 1) if name in self._places else None

    def next(self, name: str) -> LinkView | None:
        """The link to the next newer article."""
        return self._at(self._places[name] - 1) if name in self._places else None

    def series(self, name: str, series: str | None) -> SeriesView | None:
        """None of a series of which nothing else is listed."""
        names = self._series.get(series, ()) if series else ()
        if series is None or not set(names) - {name}:
            return None
        links = [self._links[each] for each in names]
        place = names.index(name) if name in names else None
        return SeriesView(
            name=series,
            articles=tuple(links),
            previous=links[place - 1] if place else None,
            next=links[place + 1] if place is not None and place + 1 < len(links) else None,
        )

    def _at(self, place: int) -> LinkView | None:
        return self._links[self._order[place]] if 0 <= place < len(self._order) else None
