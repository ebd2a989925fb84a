"""Submissions for tests."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from plugins.comments.form import FORM_FIELDS, CommentInput
from plugins.moderation.core import identity
from plugins.moderation.core.submission import Submission

FIELDS = tuple(field.name for field in FORM_FIELDS)
NOW = datetime(2026, 11, 24, 14, 5, 7, tzinfo=timezone(timedelta(hours=1)))


def submission(number: int = 0, **words: str) -> Submission:
    """A submission whose id counts up."""
    moment = NOW + timedelta(seconds=number)
    identifier = identity.of_submission(moment, number.to_bytes(identity.RANDOM_BYTES, "big"))
    given = {
        "article": "un",
        "author": "Zoé",
        "text": "Bonjour.\n\nÀ bientôt",
        "email": "z@exemple.fr",
        **words,
    }
    return Submission(identifier, CommentInput(**given), moment)


def decided(one: Submission) -> Submission:
    return replace(one, decided=NOW)
