"""What the desk says in French: lists, reasons, how a comment came, what is wrong with a filter. Pure."""

from collections.abc import Iterable

from plugins.moderation.core.filters import BadFilter, FilterMistake
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.states import Action, State

NBSP, NNBSP = "\u00a0", "\u202f"
LISTS = {
    DeskList.PENDING: "En attente",
    DeskList.PUBLISHED: "Publiés",
    DeskList.REJECTED: "Refusés",
    DeskList.SPAM: "Indésirables",
}
BUTTONS = {
    Action.APPROVE: "Publier",
    Action.REJECT: "Refuser",
    Action.SPAM: "Indésirable",
    Action.UNDO: "Remettre en attente",
}
KEYS = {Action.APPROVE: "p", Action.REJECT: "r", Action.SPAM: "i"}
"""Access keys: the first letter of each button."""
BECAME = {
    State.PENDING: "est de nouveau en attente",
    State.APPROVED: "est publié",
    State.REJECTED: "est refusé",
    State.SPAM: "est classé comme indésirable",
}
LABELS = {
    DeskList.PENDING: "En attente",
    DeskList.APPROVED: "Publié",
    DeskList.PUBLISHED: "Publié",
    DeskList.REJECTED: "Refusé",
    DeskList.SPAM: "Indésirable",
}
"""Of one comment."""
SOURCES = {"web": "par le web", "mail": "par courriel", "import": "importé", "desk": "écrit au bureau"}
RULES = {
    "links": "liens",
    "word": "mot",
    "pattern": "motif",
    "honeypot": "champ caché",
    "duplicate": "texte en double",
    "ticket": "sans prévisualisation",
    "quick": "envoyé trop vite",
    "old": "envoyé tard",
    "known": "nom déjà publié",
}
_SENTENCES = {
    "honeypot": "le champ caché est rempli",
    "duplicate": "le même texte est déjà là",
    "known": "ce nom a déjà un commentaire publié",
}
_TICKETS = {
    "missing": "envoyé sans prévisualisation",
    "used": "prévisualisation déjà utilisée",
    "forged": "prévisualisation qui n’est pas d’ici",
}
_FIELDS = {
    "mots": "mots",
    "billet": "billet",
    "nom": "nom",
    "email": "email",
    "hote": "liens vers",
    "raison": "règle",
    "depuis": "depuis le",
    "jusqu": "jusqu’au",
}
_FILTER = {
    FilterMistake.UNKNOWN_KEY: "Ce n’est pas un filtre. Mettez entre guillemets droits un mot à deux-points.",
    FilterMistake.TWICE: "Ce filtre est donné deux fois.",
    FilterMistake.EMPTY: "Il n’y a rien à chercher ici.",
    FilterMistake.NO_DAY: "Ce n’est pas un jour. Écrivez-le ainsi\u00a0: 2026-11-29.",
    FilterMistake.NO_LIST: "Cette liste n’existe pas.",
    FilterMistake.QUOTES: "Les guillemets droits entourent tout un mot, ou plusieurs.",
    FilterMistake.TOO_LONG: "C’est trop long.",
}


def reason(one: Reason) -> str:
    """One rule and what it found, with its points."""
    points = "" if one.points is None else f" ({one.points:+d})".replace("-", "\u2212")
    return f"{_evidence(one)}{points}"


def number(count: int) -> str:
    """12 345, as French groups figures."""
    return f"{count:,}".replace(",", NNBSP)


def question(action: Action, count: int) -> str:
    """What is asked before many are decided on."""
    what = {
        Action.APPROVE: "Publier",
        Action.REJECT: "Refuser",
        Action.SPAM: "Classer comme indésirable",
        Action.UNDO: "Remettre en attente",
    }[action]
    if count > 1 and action is Action.SPAM:
        what = f"{what}s"
    return f"{what} {comments(count) if count > 1 else 'ce commentaire'}{NNBSP}?"


def became_many(action: Action, count: int) -> str:
    one, many = {
        Action.APPROVE: ("est publié", "sont publiés"),
        Action.REJECT: ("est refusé", "sont refusés"),
        Action.SPAM: ("est classé comme indésirable", "sont classés comme indésirables"),
        Action.UNDO: ("est de nouveau en attente", "sont de nouveau en attente"),
    }[action]
    return many if count > 1 else one


def unmoved(count: int) -> str:
    """Of a batch, what somebody else had decided, or its sender corrected."""
    if count > 1:
        return f"{comments(count)} n’ont pas bougé\u00a0: décidés par d’autres, ou corrigés, entre-temps."
    return f"{comments(count)} n’a pas bougé\u00a0: décidé par d’autres, ou corrigé, entre-temps."


def comments(count: int) -> str:
    return f"{number(count)}{NBSP}commentaire{'s' if count > 1 else ''}"


def bad_filter(error: BadFilter) -> str:
    return f"«{NBSP}{error.typed}{NBSP}»{NBSP}: {_FILTER[error.mistake]}"


def described(given: Iterable[tuple[str, str]]) -> str:
    """What a list is narrowed by, field by field."""
    values = ((name, RULES.get(value, value) if name == "raison" else value) for name, value in given)
    return ", ".join(f"{_FIELDS[name]} «{NBSP}{value}{NBSP}»" for name, value in values)


def duration(seconds: float) -> str:
    """As much of it as matters: 3 jours, 5 h, 12 min."""
    for size, one, many in ((86400, "jour", "jours"), (3600, "h", "h"), (60, "min", "min")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{number(count)}{NBSP}{many if count > 1 else one}"
    return "moins d’une minute"


def _evidence(one: Reason) -> str:
    match one.rule, one.value:
        case "links", count:
            return f"{count}{NBSP}liens"
        case "word", word:
            return f"le mot «{NBSP}{word}{NBSP}»"
        case "pattern", pattern:
            return f"le motif «{NBSP}{pattern}{NBSP}»"
        case "quick", float(seconds):
            return f"envoyé {seconds:.1f}{NBSP}s après la prévisualisation".replace(".", ",")
        case "old", float(seconds):
            return f"envoyé {duration(seconds)} après la prévisualisation"
        case "ticket", str(ticket):
            return _TICKETS.get(ticket, ticket)
    return _SENTENCES.get(one.rule) or str(one.value)
