"""The statistics page: comments by month and outcome, reasons, most commented articles."""

from flask import Blueprint
from werkzeug.wrappers import Response

from plugins.common.errors import SiteError
from plugins.moderation.core import index_questions, ledger_file, ledger_page
from plugins.moderation.core.ledger import Month
from plugins.moderation.core.statistics import statistics
from plugins.moderation.web.desk import charts, layout, words
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.intake import Intake

PATH = "statistiques/"
_MONTHS = 24


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.get(f"{mount.path}/{PATH}")
    def numbers_of_the_desk() -> Response:
        return _show(intake, mount)


def _show(intake: Intake, mount: DeskMount) -> Response:
    numbers = statistics(intake.desk.index.ask(index_questions.tallies), _ledger(intake))
    months = charts.recent(numbers.months, _MONTHS)
    articles, lang, _ = intake.known_site.articles, intake.known_site.site.lang, intake.words.gettext
    rows = [
        (
            charts.named(month.month, lang),
            month,
            "" if month.delay is None else ledger_page.delay(month.delay, lang),
        )
        for month in reversed(months)
        if charts.total(month)
    ]
    return layout.render(
        intake, mount, "statistics", PATH, chart=charts.chart(months), rows=rows,
        reasons=[(_(words.RULES.get(rule, rule)), rule, count) for rule, count in numbers.reasons if rule],
        articles=[(articles.get(slug), slug, count) for slug, count in numbers.articles],
    )  # fmt: skip


def _ledger(intake: Intake) -> tuple[Month, ...]:
    path = intake.desk.paths.ledger
    try:
        return ledger_file.parse(path.read_bytes(), str(path))
    except (OSError, SiteError):
        return ()
