"""Writes the feeds."""

from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pelican import signals
from pelican.generators import Generator

from plugins.feeds import atom
from plugins.feeds.compose import Composer, Limits


class FeedGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Runs after the articles' generator, whose views it reads."""

    def generate_output(self, _: Any) -> None:  # the writer of pages; feeds need none
        dresser = self.context["dresser"]
        composer = Composer(
            dresser.site,
            UUID(self.settings["SITE_ID"]),
            ZoneInfo(self.settings["TIMEZONE"]),
            Limits(self.settings["FEED_ITEMS"], self.settings["FEED_COMMENTS"]),
        )
        articles = dresser.articles(self.context["articles"])
        for save_as, feed in composer.feeds(articles):
            path = Path(self.output_path, save_as)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(atom.write(feed), encoding="utf-8")


def register() -> None:
    signals.get_generators.connect(lambda _: FeedGenerator, weak=False)
