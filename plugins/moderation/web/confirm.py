"""The confirm page: what a signed link allows, before and after its button is pressed.

The link is in the moderator's mail, and a scanner of mails opens links; so opening it does nothing, and only
the button, which posts, decides.
"""

from dataclasses import dataclass
from datetime import datetime

from plugins.moderation.core import labels, signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.publication import Publication
from plugins.moderation.core.queue import CorrectedSince, EditedByHand, NoSuchSubmission
from plugins.moderation.core.signing import InvalidToken, Mandate, Purpose
from plugins.moderation.core.states import TABLE, NotAllowed, State
from plugins.moderation.core.submission import Submission


class NoSuchLink(Exception):
    """The link leads nowhere: words for the moderator's browser, in French."""


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """What the page shows. `button`: what it says; None where there is nothing to be done any more.
    `corrected`: its sender wrote something else since the link was made, which another mail tells of."""

    submission: Submission
    state: str
    button: str | None
    corrected: bool = False

    @property
    def reasons(self) -> list[str]:
        return list(map(labels.reason, self.submission.reasons))


def look(desk: Desk, key: bytes, token: str, now: datetime) -> ConfirmPage:
    """What the link allows now. Changes nothing. Raises NoSuchLink."""
    mandate, state, submission = _read(desk, key, token, now)
    corrected = mandate.seen != submission.corrected
    allowed = (state, mandate.action) in TABLE and not corrected
    button = labels.ACTIONS[mandate.action] if allowed else None
    return ConfirmPage(submission, labels.STATES[state], button, corrected)


def decide(desk: Desk, key: bytes, token: str, now: datetime) -> bool:
    """Carry it out; whether there was anything to be done. Raises NoSuchLink."""
    mandate, before, submission = _read(desk, key, token, now)
    try:
        desk.decide(submission.id, mandate.action, now, seen=mandate.seen)
    except CorrectedSince:
        return False  # the page says so
    except NotAllowed as error:
        return error.state is not before  # a crash had cut it off; now it is finished
    except (NoSuchSubmission, EditedByHand) as error:
        raise NoSuchLink(str(error)) from None
    return True


def publication(last: Publication | None, owed: bool, now: datetime) -> str:
    """What is told of the publish command, in French. `owed`: what was decided is not out yet."""
    if last and last.seconds is None and owed:
        return f"La publication est en cours depuis {labels.seconds((now - last.began).total_seconds())}."
    if last and last.code:
        return f"La dernière publication a échoué (code {last.code})\u202f; le journal dit pourquoi."
    if owed or last is None:
        return "La publication va commencer." if owed else ""
    return f"La dernière publication a pris {labels.seconds(last.seconds or 0)}."


def _read(desk: Desk, key: bytes, token: str, now: datetime) -> tuple[Mandate, State, Submission]:
    try:
        mandate = signing.read(token, Purpose.PAGE, key, now)
        return (mandate, *desk.queue.find(mandate.id))
    except InvalidToken:
        raise NoSuchLink("Ce lien n’est pas valable, ou ne l’est plus.") from None
    except NoSuchSubmission:
        raise NoSuchLink("Ce commentaire n’est plus dans la file.") from None
