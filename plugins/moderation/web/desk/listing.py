"""What waits, and what was decided: lists of comments."""

from flask import Blueprint
from werkzeug.wrappers import Response

from plugins.moderation.web import pages
from plugins.moderation.web.desk import guard
from plugins.moderation.web.desk.place import DeskPlace
from plugins.moderation.web.intake import Intake


def add(routes: Blueprint, intake: Intake, place: DeskPlace) -> None:
    @routes.get(f"{place.path}/")
    def waiting() -> Response:
        return pages.render(intake, "desk/listing", visit=guard.visit(), base=place.path)
