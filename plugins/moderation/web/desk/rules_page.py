"""Dry runs of rules: the present ones on the waiting comments, or a new word or pattern on all comments. The
page shows the lines to add; the owner adds them to `moderation.toml`."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from plugins.common.translations import N_
from plugins.moderation.core import labels, rule_trial
from plugins.moderation.core.excerpts import excerpt
from plugins.moderation.core.rule_trial import BadPattern, JudgedAgain, RuleTrial, SlowPattern
from plugins.moderation.core.states import State
from plugins.moderation.web.desk import layout, words
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.intake import Intake

PATH = "regles/"
_MOST = 500
_BAD = N_("Ce motif ne se comprend pas. Un mot ordinaire se cherche comme mot.")

_SLOW = N_(
    "Ce motif prend trop de temps à chercher\u00a0: il a été arrêté. Comme règle, il le serait aussi, et ne "
    "trouverait rien. Le plus souvent, c’est une répétition dans une autre, comme (a+)+."
)


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.get(f"{mount.path}/{PATH}")
    def rules() -> Response:
        return _show(intake, mount)


def _show(intake: Intake, mount: DeskMount) -> Response:
    tried, kind = request.args.get("essai", "").strip(), request.args.get("comme", "mot")
    trial: RuleTrial | None = None
    mistake = ""
    if tried:
        try:
            trial = (rule_trial.try_pattern if kind == "motif" else rule_trial.try_word)(intake.desk, tried)
        except BadPattern:
            mistake = intake.words.gettext(_BAD)
        except SlowPattern:
            mistake = intake.words.gettext(_SLOW)
    waiting = rule_trial.what_waits(intake.desk, _MOST)
    changed = [judged for judged in waiting if judged.verdict.state is State.SPAM]
    return layout.render(
        intake, mount, "rules", PATH, tried=tried, kind=kind, trial=trial, mistake=mistake,
        longest=rule_trial.LONGEST, stopped=_stopped(waiting),
        labels={of: intake.words.gettext(text) for of, text in words.LISTS.items()},
        rules=intake.desk.settings.spam,
        changed=[_line(judged, mount, intake.known_site.site.lang) for judged in changed],
    )  # fmt: skip


def _stopped(waiting: list[JudgedAgain]) -> list[str]:
    """The patterns in `moderation.toml` that never match because they take too long."""
    reasons = (reason for judged in waiting for reason in judged.verdict.reasons)
    return sorted({str(reason.value) for reason in reasons if reason.rule == "stopped"})


def _line(judged: JudgedAgain, mount: DeskMount, lang: str) -> tuple[str, str, str, str]:
    """The author, the address of the comment's page, an excerpt, and the reasons."""
    submission, why = (
        judged.submission,
        ", ".join(labels.reason(reason, lang) for reason in judged.verdict.reasons),
    )
    url = f"{mount.path}/commentaire/{submission.id}"
    return submission.words.author, url, excerpt(submission.words.text), why
