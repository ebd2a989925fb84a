"""A build tells the intake what it needs to know, in a file beside the output that no visitor can read."""

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.moderation import known


class IntakeGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Runs after the articles' generator, whose views it reads."""

    def generate_output(self, _: Any) -> None:  # the writer of pages: this is none
        dresser, context = self.context["dresser"], self.context
        drafts = [draft for draft in context["drafts"] if draft.save_as]  # others have no page here
        articles = dresser.articles([*context["articles"], *context["hidden_articles"], *drafts])
        path = Path(self.settings["HOSTS_PATH"], "intake.json")
        path.write_text(known.dump(dresser.site, self.settings["TIMEZONE"], articles), encoding="utf-8")


def register() -> None:
    signals.get_generators.connect(lambda _: IntakeGenerator, weak=False)
