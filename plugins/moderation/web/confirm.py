"""The confirmation page of a signed link in the moderator's mail.

Mail scanners open links, so opening the page changes nothing; only its button, which sends a POST, carries
out the decision.
"""

from dataclasses import dataclass
from datetime import datetime

from plugins.common import translations
from plugins.common.translations import N_
from plugins.moderation.core import labels, signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.publication import Publication
from plugins.moderation.core.queue import CorrectedSince, EditedByHand, NoSuchSubmission
from plugins.moderation.core.signing import InvalidToken, Mandate, Purpose
from plugins.moderation.core.states import TABLE, NotAllowed, State
from plugins.moderation.core.submission import Submission

_NOT_VALID = N_("Ce lien n’est pas valable, ou ne l’est plus.")
_GONE = N_("Ce commentaire n’est plus dans la file.")
_BY_HAND = N_("Ce commentaire est publié avec d’autres mots, changés à la main\u00a0: rien n’est fait.")


class NoSuchLink(Exception):
    """The link is not valid. `why`: a French sentence, to be translated."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """What the page shows. `button`: its label; None if there is nothing left to do. `corrected`: the sender
    has changed the text since the link was made, and another mail was sent."""

    submission: Submission
    lang: str
    state: str
    button: str | None
    corrected: bool = False

    @property
    def reasons(self) -> list[str]:
        return [labels.reason(reason, self.lang) for reason in self.submission.reasons]


def look(desk: Desk, key: bytes, token: str, now: datetime, lang: str) -> ConfirmPage:
    """The page of a link, in the site's language. Changes nothing. Raises NoSuchLink, or SiteError if the
    submission's file cannot be read."""
    mandate, state, submission = _read(desk, key, token, now)
    corrected = mandate.corrected != submission.corrected
    allowed = (state, mandate.action) in TABLE and not corrected
    button = labels.actions(lang)[mandate.action] if allowed else None
    return ConfirmPage(submission, lang, labels.state(state, lang), button, corrected)


def decide(desk: Desk, key: bytes, token: str, now: datetime) -> bool:
    """Carry out the decision of a link. Returns whether anything changed. Raises as `look` does."""
    mandate, before, submission = _read(desk, key, token, now)
    try:
        desk.decide(submission.id, mandate.action, now, corrected=mandate.corrected)
    except CorrectedSince:
        return False  # the page says so
    except NotAllowed as error:
        return error.state is not before  # an interrupted decision has just been finished
    except NoSuchSubmission:
        raise NoSuchLink(_GONE) from None
    except EditedByHand:
        raise NoSuchLink(_BY_HAND) from None
    return True


def publication(last: Publication | None, owed: bool, now: datetime, lang: str) -> str:
    """The state of the publish command in words. `owed`: a decision has not been published yet."""
    _ = translations.of(lang).gettext
    if last and last.seconds is None and owed:
        time = labels.seconds((now - last.began).total_seconds(), lang)
        return _("La publication est en cours depuis %(time)s.") % {"time": time}
    if last and last.code:
        failed = _("La dernière publication a échoué (code %(code)s)\u202f; le journal dit pourquoi.")
        return failed % {"code": last.code}
    if owed or last is None:
        return _("La publication va commencer.") if owed else ""
    return _("La dernière publication a pris %(time)s.") % {"time": labels.seconds(last.seconds or 0, lang)}


def _read(desk: Desk, key: bytes, token: str, now: datetime) -> tuple[Mandate, State, Submission]:
    try:
        mandate = signing.read(token, Purpose.PAGE, key, now)
        return (mandate, *desk.queue.find(mandate.id))
    except InvalidToken:
        raise NoSuchLink(_NOT_VALID) from None
    except NoSuchSubmission:
        raise NoSuchLink(_GONE) from None
