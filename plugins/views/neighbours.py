"""The neighbours of an article, among all listed articles and in its series. Pure."""

from collections.abc import Mapping, Sequence

from plugins.views.model import LinkView, SeriesView


class Neighbours:
    """`links`: the listed articles by name, newest first. `series`: the names of each series' articles,
    oldest first, by the name of the series."""

    def __init__(self, links: Mapping[str, LinkView], series: Mapping[str, Sequence[str]]) -> None:
        self._links, self._series = links, series
        self._order = list(links)
        self._positions = {name: position for position, name in enumerate(self._order)}

    def previous(self, name: str) -> LinkView | None:
        """The link to the next older article."""
        return self._at(self._positions[name] + 1) if name in self._positions else None

    def next(self, name: str) -> LinkView | None:
        """The link to the next newer article."""
        return self._at(self._positions[name] - 1) if name in self._positions else None

    def series(self, name: str, series: str | None) -> SeriesView | None:
        """The view of an article's series; None if no other article of it is listed."""
        names = self._series.get(series, ()) if series else ()
        if series is None or not set(names) - {name}:
            return None
        links = [self._links[member] for member in names]
        position = names.index(name) if name in names else None
        return SeriesView(
            name=series,
            articles=tuple(links),
            previous=links[position - 1] if position else None,
            next=links[position + 1] if position is not None and position + 1 < len(links) else None,
        )

    def _at(self, position: int) -> LinkView | None:
        return self._links[self._order[position]] if 0 <= position < len(self._order) else None
