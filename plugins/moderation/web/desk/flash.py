"""What became of a decision, told on the page that one comes back to. It is read from the desk, not from the
address: an address that was made up tells nothing that is not so."""

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
    """`undo`: what a form sends to take a decision back, `give_back` an edit, `undo_batch` many decisions;
    empty where nothing can be."""

    text: str
    undo: str = ""
    give_back: str = ""
    undo_batch: str = ""


def of_one(identifier: str, was_done: bool) -> str:
    """A name for the address. Not done: somebody else had decided meanwhile."""
    return identifier if was_done else f"{_MEANWHILE}{identifier}"


def of_edit(identifier: str) -> str:
    return f"{_EDITED}{identifier}"


def of_batch(result: BatchResult) -> str:
    return f"{_BATCH}{result.batch.id}"


def of_erased(count: int, token: str) -> str:
    """Of what is erased nothing is left to be read: the session that it was done in vouches for it."""
    return f"{_ERASED}{count}.{_vouched(str(count), token)}"


def _vouched(count: str, token: str) -> str:
    return hmac.new(token.encode(), count.encode(), sha256).hexdigest()[:16]


def tell(intake: Intake, name: str) -> Done | None:
    """What a name of the address stands for, as it is now."""
    if name == NOTHING:
        return Done(intake.words.gettext("Aucun commentaire n’était choisi\u00a0: rien n’est fait."))
    if name.startswith(_BATCH):
        return _batch(intake, name.removeprefix(_BATCH))
    if name.startswith(_ERASED):
        return _erased(intake, name.removeprefix(_ERASED))
    return _one(intake, name.lstrip(_MEANWHILE + _EDITED), name[0]) if name else None


def _one(intake: Intake, identifier: str, kind: str) -> Done | None:
    try:
        state, one = intake.desk.queue.find(identifier)
    except (NoSuchSubmission, SiteError):
        return None
    name = Choice(one.id, one.revision).name
    if kind == _EDITED and one.original is not None:
        edited = intake.words.gettext("Le commentaire de %(author)s est modifié.")
        return Done(edited % {"author": one.words.author}, give_back=name)
    whose = words.became(state, one.words.author, intake.known.site.lang)
    if kind == _MEANWHILE:
        by_others = intake.words.gettext(
            "%(state)s\u00a0: quelqu’un d’autre l’a décidé, ou son auteur l’a corrigé entre-temps."
        )
        return Done(by_others % {"state": whose})
    return Done(f"{whose}.", name if (state, Action.UNDO) in TABLE else "")


def _erased(intake: Intake, told: str) -> Done | None:
    count, _, vouched = told.partition(".")
    expected = _vouched(count, guard.visit().token)
    if not hmac.compare_digest(vouched.encode(), expected.encode()):
        return None
    return Done(words.erased(int(count), intake.known.site.lang))


def _batch(intake: Intake, identifier: str) -> Done | None:
    try:
        batch = batches.read(intake.desk, identifier)
        if batch.stage is not BatchStage.FINISHED:
            return None
        result = batches.carry_out(intake.desk, identifier, intake.now())
    except (NoSuchBatch, OSError):
        return None
    count, others = len(result.done), len(result.outcomes) - len(result.done)
    lang = intake.known.site.lang
    text = words.became_many(batch.action, count, lang)
    if others:
        text += f" {words.unmoved(others, lang)}"
    return Done(text, undo_batch=batch.id if count and batch.action is not Action.UNDO else "")
