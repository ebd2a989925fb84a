"""The page of the publish command: whether it runs or has to run, how its last runs ended, and a button to
run it."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from plugins.common import when
from plugins.moderation.core import labels, publication, publish_command
from plugins.moderation.core.publication import Publication
from plugins.moderation.web import confirm
from plugins.moderation.web.desk import layout
from plugins.moderation.web.desk.mount import DeskMount
from plugins.moderation.web.intake import Intake
from plugins.views import dates

PATH = "publication/"


@dataclass(frozen=True, slots=True)
class PublicationRun:
    """One run, in words. `ended`: its result."""

    began: str
    ended: str
    failed: bool
    lines: tuple[str, ...]


def add(routes: Blueprint, intake: Intake, mount: DeskMount) -> None:
    @routes.get(f"{mount.path}/{PATH}")
    def publishing() -> Response:
        return _show(intake, mount)

    @routes.post(f"{mount.path}/{PATH}maintenant")
    def publish_now() -> Response:
        """Publish even if nothing is owed, for example after a template was changed."""
        with intake.desk.queue.locked(), intake.desk.queue.archive.owing(f"asked {intake.now().isoformat()}"):
            pass
        intake.follow_ups.decided()
        return redirect(f"{mount.path}/{PATH}", HTTPStatus.SEE_OTHER)


def _show(intake: Intake, mount: DeskMount) -> Response:
    desk, lang = intake.desk, intake.known_site.site.lang
    owed, runs = desk.queue.owed.exists(), publication.runs(desk)
    runs_now = bool(runs) and runs[0].seconds is None and owed
    told = confirm.publication(runs[0] if runs else None, owed, intake.now(), lang)
    return layout.render(
        intake, mount, "publication", PATH, command=" ".join(desk.settings.desk.publish), told=told,
        lines=publish_command.last_lines(desk.paths.publish_log) if runs_now else (),
        runs=[_in_words(run, intake) for run in runs[runs_now:]],
    )  # fmt: skip


def _in_words(run: Publication, intake: Intake) -> PublicationRun:
    began = dates.of_comment(when.at(run.began.astimezone(intake.now().tzinfo)), intake.known_site.site.lang)
    return PublicationRun(began, _ended(run, intake), run.code != 0, run.lines)


def _ended(run: Publication, intake: Intake) -> str:
    _ = intake.words.gettext
    if run.seconds is None:
        return _("interrompue")
    time = labels.seconds(run.seconds, intake.known_site.site.lang)
    if run.code:
        return _("échec après %(time)s (code %(code)s)") % {"time": time, "code": run.code}
    return _("réussie en %(time)s") % {"time": time}
