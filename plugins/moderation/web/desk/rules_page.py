"""Rules tried before they count: what the present ones would do with what waits; a word or a pattern on all
there is. The file stays the truth: the page shows the lines to add, a person adds them."""

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
    changed = [one for one in waiting if one.verdict.state is State.SPAM]
    return layout.render(
        intake, mount, "rules", PATH, tried=tried, kind=kind, trial=trial, mistake=mistake,
        longest=rule_trial.LONGEST, stopped=_stopped(waiting),
        labels={of: intake.words.gettext(text) for of, text in words.LISTS.items()},
        rules=intake.desk.settings.spam,
        changed=[_line(one, mount, intake.known.site.lang) for one in changed],
    )  # fmt: skip


def _stopped(waiting: list[JudgedAgain]) -> list[str]:
    """Patterns of the file that find nothing, for they take too long."""
    reasons = (reason for one in waiting for reason in one.verdict.reasons)
    return sorted({str(reason.value) for reason in reasons if reason.rule == "stopped"})


def _line(one: JudgedAgain, mount: DeskMount, lang: str) -> tuple[str, str, str, str]:
    """Who, the address of its page, the beginning of its text, why."""
    submission, why = one.submission, ", ".join(labels.reason(each, lang) for each in one.verdict.reasons)
    url = f"{mount.path}/commentaire/{submission.id}"
    return submission.words.author, url, excerpt(submission.words.text), why
