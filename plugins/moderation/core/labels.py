"""What states, actions and reasons are called where a moderator reads French: in mails, on pages."""

from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.states import Action, State

NBSP = "\u00a0"
_MINUS = "\N{MINUS SIGN}"
ACTIONS = {Action.APPROVE: "Publier", Action.REJECT: "Refuser", Action.SPAM: "Classer comme indésirable"}
STATES = {
    State.PENDING: "Ce commentaire attend d’être relu",
    State.APPROVED: "Ce commentaire est publié",
    State.REJECTED: "Ce commentaire est refusé",
    State.SPAM: "Ce commentaire est classé comme indésirable",
}
_TICKETS = {
    "missing": "envoyé sans aperçu",
    "forged": "son aperçu n’est pas d’ici",
    "used": "son aperçu a déjà servi",
}
_ALWAYS = {
    "honeypot": "le champ caché est rempli",
    "duplicate": "le même texte est déjà là",
    "known": "un commentaire publié porte ce nom",
}
_WITH_VALUE = {"word": "mot", "pattern": "motif", "old filter": "filtre de l’ancien système"}


def reason(one: Reason) -> str:
    """In French, with its points where it has any."""
    return f"{_evidence(one)} ({one.points:+d})".replace("(-", f"({_MINUS}") if one.points else _evidence(one)


def _evidence(one: Reason) -> str:
    match one.rule, one.value:
        case "links", int(number):
            return f"{number} lien{'s' * (number > 1)}"
        case "quick", float(age):
            return f"{seconds(age)} après l’aperçu"
        case "old", float(age):
            return f"{age / 3600:.0f}{NBSP}h après l’aperçu"
        case "ticket", str(state) if state in _TICKETS:
            return _TICKETS[state]
    if one.rule in _WITH_VALUE:
        return f"{_WITH_VALUE[one.rule]}{NBSP}: «{NBSP}{one.value}{NBSP}»"
    return _ALWAYS.get(one.rule) or str(one.value)


def seconds(number: float) -> str:
    return f"{number:.1f}{NBSP}s".replace(".", ",")
