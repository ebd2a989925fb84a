"""The confirm page: what a signed link allows, before and after its button is pressed.

The link is in the moderator's mail, and a scanner of mails opens links; so opening it does nothing, and only
the button, which posts, decides.
"""

from dataclasses import dataclass
from datetime import datetime

from plugins.moderation import signing
from plugins.moderation.desk import Desk
from plugins.moderation.queue import Edited, Unknown
from plugins.moderation.signing import Purpose, Refused
from plugins.moderation.states import TABLE, Action, NotAllowed, State
from plugins.moderation.submission import Submission

NAMES = {Action.APPROVE: "Publier", Action.REJECT: "Refuser", Action.SPAM: "Classer comme indésirable"}
_STATES = {
    State.PENDING: "Ce commentaire attend d’être relu",
    State.APPROVED: "Ce commentaire est publié",
    State.REJECTED: "Ce commentaire est refusé",
    State.SPAM: "Ce commentaire est classé comme indésirable",
}


class NoSuchLink(Exception):
    """The link leads nowhere: words for the moderator's browser, in French."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """What the page shows. `button`: what it says; None where there is nothing to be done any more."""

    submission: Submission
    state: str
    button: str | None


def look(desk: Desk, key: bytes, token: str, now: datetime) -> Confirm:
    """What the link allows now. Changes nothing. Raises NoSuchLink."""
    action, state, submission = _read(desk, key, token, now)
    return Confirm(submission, _STATES[state], NAMES[action] if (state, action) in TABLE else None)


def decide(desk: Desk, key: bytes, token: str, now: datetime) -> bool | None:
    """Carry it out; whether the archive changed. None: there was nothing to be done. Raises NoSuchLink."""
    action, before, submission = _read(desk, key, token, now)
    try:
        after = desk.decide(submission.id, action, now)
    except NotAllowed as error:
        return True if error.state is not before else None  # a crash had cut it off; now it is finished
    except (Unknown, Edited) as error:
        raise NoSuchLink(str(error)) from None
    return State.APPROVED in (before, after)


def _read(desk: Desk, key: bytes, token: str, now: datetime) -> tuple[Action, State, Submission]:
    try:
        mandate = signing.read(token, Purpose.PAGE, key, now)
        return (mandate.action, *desk.queue.find(mandate.id))
    except Refused:
        raise NoSuchLink("Ce lien n’est pas valable, ou ne l’est plus.") from None
    except Unknown:
        raise NoSuchLink("Ce commentaire n’est plus dans la file.") from None
