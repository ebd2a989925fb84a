"""Messages about the last decision on the page that follows it. The address only names the decision; the
message is read from the desk, so that a made-up address cannot show anything untrue."""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from plugins.common.errors import SiteError
from plugins.moderation.core import batches
from plugins.moderation.core.batch import BatchResult, BatchStage
from plugins.moderation.core.batches import NoSuchBatch
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.states import TABLE, Action
from plugins.moderation.web.desk import guard, words
from plugins.moderation.web.desk.selection import Choice
from plugins.moderation.web.intake import Intake

NOTHING = "?"
_MEANWHILE = "!"
_EDITED = "~"
_BATCH = "lot."
_ERASED = "efface."


@dataclass(frozen=True, slots=True)
class Done:
    """A message. `undo`, `give_back`, `undo_batch`: what a form sends to undo a decision, an edit or a batch;
    "" if that is not possible."""

    text: str
    undo: str = ""
    give_back: str = ""
    undo_batch: str = ""


def of_one(identifier: str, was_done: bool) -> str:
    """The name of a decision in the address. `was_done`: False if somebody else had decided meanwhile."""
    return identifier if was_done else f"{_MEANWHILE}{identifier}"


def of_edit(identifier: str) -> str:
    return f"{_EDITED}{identifier}"


def of_batch(result: BatchResult) -> str:
    return f"{_BATCH}{result.batch.id}"


def of_erased(count: int, token: str) -> str:
    """The name of an erasure. Nothing is left to read the message from, so it is signed with the session's
    token."""
    return f"{_ERASED}{count}.{_vouched(str(count), token)}"


def _vouched(count: str, token: str) -> str:
    return hmac.new(token.encode(), count.encode(), sha256).hexdigest()[:16]


def tell(intake: Intake, name: str) -> Done | None:
    """The message for a name in the address."""
    if name == NOTHING:
        return Done(intake.words.gettext("Aucun commentaire n’était choisi\u00a0: rien n’est fait."))
    if name.startswith(_BATCH):
        return _batch(intake, name.removeprefix(_BATCH))
    if name.startswith(_ERASED):
        return _erased(intake, name.removeprefix(_ERASED))
    return _one(intake, name.lstrip(_MEANWHILE + _EDITED), name[0]) if name else None


def _one(intake: Intake, identifier: str, kind: str) -> Done | None:
    try:
        state, submission = intake.desk.queue.find(identifier)
    except (NoSuchSubmission, SiteError):
        return None
    name = Choice(submission.id, submission.revision).name
    if kind == _EDITED and submission.original is not None:
        edited = intake.words.gettext("Le commentaire de %(author)s est modifié.")
        return Done(edited % {"author": submission.words.author}, give_back=name)
    whose = words.became(state, submission.words.author, intake.known_site.site.lang)
    if kind == _MEANWHILE:
        by_others = intake.words.gettext(
            "%(state)s\u00a0: quelqu’un d’autre l’a décidé, ou son auteur l’a corrigé entre-temps."
        )
        return Done(by_others % {"state": whose})
    return Done(f"{whose}.", name if (state, Action.UNDO) in TABLE else "")


def _erased(intake: Intake, value: str) -> Done | None:
    count, _, vouched = value.partition(".")
    expected = _vouched(count, guard.visit().token)
    if not hmac.compare_digest(vouched.encode(), expected.encode()):
        return None
    return Done(words.erased(int(count), intake.known_site.site.lang))


def _batch(intake: Intake, identifier: str) -> Done | None:
    try:
        batch = batches.read(intake.desk, identifier)
        if batch.stage is not BatchStage.FINISHED:
            return None
        result = batches.carry_out(intake.desk, identifier, intake.now())
    except (NoSuchBatch, OSError):
        return None
    count, unchanged = len(result.done), len(result.outcomes) - len(result.done)
    lang = intake.known_site.site.lang
    text = words.became_many(batch.action, count, lang)
    if unchanged:
        text += f" {words.unmoved(unchanged, lang)}"
    return Done(text, undo_batch=batch.id if count and batch.action is not Action.UNDO else "")
