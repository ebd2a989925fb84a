"""The Pelican plugin: a build writes what the intake needs to know of the site into a file beside the output,
where no visitor can read it.

A build reads the public numbers of `content/moderation.csv`, and never opens the queue.
"""

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator, Generator

from plugins.articles.source import display_path
from plugins.common import errors
from plugins.common.errors import SiteError
from plugins.common.settings import setting
from plugins.moderation.core import desk_address, known_site, ledger_file, ledger_page
from plugins.views.conversation import address_length


class IntakeGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Writes `intake.json`. Runs after the articles' generator, whose views it reads."""

    def generate_output(self, _: Any) -> None:  # Pelican passes the writer of pages, which is not needed
        if "page_specs" in self.context:  # `plugins.fastbuild` writes it
            return
        factory, context = self.context["view_factory"], self.context
        drafts = [draft for draft in context["drafts"] if draft.save_as]  # others have no page here
        articles = factory.articles([*context["articles"], *context["hidden_articles"], *drafts])
        path = Path(self.settings["HOSTS_PATH"], "intake.json")
        settings = self.settings
        theme, timezone = display_path(self.theme), setting(settings, "TIMEZONE")
        site_settings = known_site.SiteSettings(timezone, theme, address_length(settings))
        path.write_text(
            known_site.dump(factory.site, site_settings, articles, context["period"]), encoding="utf-8"
        )


def read_ledger(generator: ArticlesGenerator) -> None:
    """Put the numbers of `content/moderation.csv`, if there is one yet, into the context."""
    path = Path(generator.path, "moderation.csv")
    try:
        months = ledger_file.parse(path.read_bytes(), f"{path.parent.name}/{path.name}")
    except FileNotFoundError:
        months = ()
    except SiteError as error:
        errors.report(generator.context, error.problems)
        months = ()
    generator.context["ledger"] = ledger_page.view(months, generator.settings["DEFAULT_LANG"])


def check_desk(generator: ArticlesGenerator) -> None:
    """Report a `DESK_URL` that is not a path of its own below `COMMENT_INTAKE_URL`."""
    intake, desk = (setting(generator.settings, name) for name in ("COMMENT_INTAKE_URL", "DESK_URL"))
    errors.report(generator.context, desk_address.problems(intake, desk))


def register() -> None:
    signals.article_generator_finalized.connect(read_ledger)
    signals.article_generator_finalized.connect(check_desk)
    signals.get_generators.connect(lambda _: IntakeGenerator, weak=False)
