"""The publish command: whether it runs, how it ended, what is owed; and to run it now."""

from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from plugins.common import when
from plugins.moderation.core import publication, publish_command
from plugins.moderation.web import confirm
from plugins.moderation.web.desk import layout
from plugins.moderation.web.desk.place import DeskPlace
from plugins.moderation.web.intake import Intake
from plugins.views import dates

PATH = "publication/"


def _when(moment: datetime, intake: Intake) -> str:
    return dates.in_a_sentence(when.at(moment.astimezone(intake.now().tzinfo)), intake.known.site.lang)


def add(routes: Blueprint, intake: Intake, place: DeskPlace) -> None:
    @routes.get(f"{place.path}/{PATH}")
    def publishing() -> Response:
        desk = intake.desk
        owed, last = desk.queue.owed.exists(), publication.last(desk)
        return layout.render(
            intake, place, "publication", PATH, command=" ".join(desk.settings.desk.publish), owed=owed,
            lines=publish_command.last_lines(desk.paths.publish_log), last=last,
            told=confirm.publication(last, owed, intake.now(), intake.known.site.lang),
            began=last and _when(last.began, intake),
        )  # fmt: skip

    @routes.post(f"{place.path}/{PATH}maintenant")
    def publish_now() -> Response:
        """Also where nothing is owed: a template was changed, say, or the last run went wrong elsewhere."""
        with intake.desk.queue.locked(), intake.desk.queue.archive.owing(f"asked {intake.now().isoformat()}"):
            pass
        intake.follow_ups.decided()
        return redirect(f"{place.path}/{PATH}", HTTPStatus.SEE_OTHER)
