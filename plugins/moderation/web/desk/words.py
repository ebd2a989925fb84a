"""The texts of the browser desk: lists, sources, questions, messages about a filter. Pure.

The tables are in French, and translated where they are shown. `lang` is the site's language.
"""

from collections.abc import Iterable

from plugins.common import translations
from plugins.common.translations import N_
from plugins.moderation.core.filters import BadFilter, FilterMistake
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.states import Action, State

LISTS = {
    DeskList.PENDING: N_("En attente"),
    DeskList.PUBLISHED: N_("Publiés"),
    DeskList.REJECTED: N_("Refusés"),
    DeskList.SPAM: N_("Indésirables"),
}
BUTTONS = {
    Action.APPROVE: N_("Publier"),
    Action.REJECT: N_("Refuser"),
    Action.SPAM: N_("Indésirable"),
    Action.UNDO: N_("Remettre en attente"),
}
WITH_KEY = (Action.APPROVE, Action.REJECT, Action.SPAM)
"""Their access key is the first letter of the button."""
_BECAME = {
    State.PENDING: N_("Le commentaire de %(author)s est de nouveau en attente"),
    State.APPROVED: N_("Le commentaire de %(author)s est publié"),
    State.REJECTED: N_("Le commentaire de %(author)s est refusé"),
    State.SPAM: N_("Le commentaire de %(author)s est classé comme indésirable"),
}
LABELS = {
    DeskList.PENDING: N_("En attente"),
    DeskList.APPROVED: N_("Publié"),
    DeskList.PUBLISHED: N_("Publié"),
    DeskList.REJECTED: N_("Refusé"),
    DeskList.SPAM: N_("Indésirable"),
}
"""The label of one comment in each list."""
SOURCES = {
    "web": N_("par le web"),
    "mail": N_("par courriel"),
    "import": N_("importé"),
    "desk": N_("écrit au bureau"),
}
RULES = {
    "links": N_("liens"),
    "word": N_("mot"),
    "pattern": N_("motif"),
    "stopped": N_("motif trop long à chercher"),
    "honeypot": N_("champ caché"),
    "duplicate": N_("texte en double"),
    "ticket": N_("sans aperçu"),
    "quick": N_("envoyé trop vite"),
    "old": N_("envoyé tard"),
    "known": N_("nom déjà publié"),
}
_FIELDS = {
    "mots": N_("mots «\u00a0%(value)s\u00a0»"),
    "billet": N_("billet «\u00a0%(value)s\u00a0»"),
    "nom": N_("nom «\u00a0%(value)s\u00a0»"),
    "email": N_("email «\u00a0%(value)s\u00a0»"),
    "hote": N_("liens vers «\u00a0%(value)s\u00a0»"),
    "raison": N_("règle «\u00a0%(value)s\u00a0»"),
    "depuis": N_("depuis le «\u00a0%(value)s\u00a0»"),
    "jusqu": N_("jusqu’au «\u00a0%(value)s\u00a0»"),
}
_FILTER = {
    FilterMistake.UNKNOWN_KEY: N_(
        "Ce n’est pas un filtre. Mettez entre guillemets droits un mot à deux-points."
    ),
    FilterMistake.TWICE: N_("Ce filtre est donné deux fois."),
    FilterMistake.EMPTY: N_("Il n’y a rien à chercher ici."),
    FilterMistake.NO_DAY: N_("Ce n’est pas un jour. Écrivez-le ainsi\u00a0: 2026-11-29."),
    FilterMistake.NO_LIST: N_("Cette liste n’existe pas."),
    FilterMistake.QUOTES: N_("Les guillemets droits entourent tout un mot, ou plusieurs."),
    FilterMistake.TOO_LONG: N_("C’est trop long."),
}


def number(count: int, lang: str) -> str:
    """A number with the language's separator for thousands: 12 345."""
    # For translators: what groups thousands
    between = translations.of(lang).pgettext("thousands", "\u202f")
    return f"{count:,}".replace(",", between)


def question(action: Action, count: int, lang: str) -> str:
    """The question before a decision on many comments."""
    ngettext = translations.of(lang).ngettext
    questions = {
        Action.APPROVE: ngettext(
            "Publier ce commentaire\u202f?", "Publier %(number)s\u00a0commentaires\u202f?", count
        ),
        Action.REJECT: ngettext(
            "Refuser ce commentaire\u202f?", "Refuser %(number)s\u00a0commentaires\u202f?", count
        ),
        Action.SPAM: ngettext(
            "Classer comme indésirable ce commentaire\u202f?",
            "Classer comme indésirables %(number)s\u00a0commentaires\u202f?",
            count,
        ),
        Action.UNDO: ngettext(
            "Remettre en attente ce commentaire\u202f?",
            "Remettre en attente %(number)s\u00a0commentaires\u202f?",
            count,
        ),
    }
    return questions[action] % {"number": number(count, lang)}


def erase(count: int, lang: str) -> str:
    """The question before comments are erased."""
    asked = translations.of(lang).ngettext(
        "Effacer pour de bon ce commentaire\u202f?",
        "Effacer pour de bon %(number)s\u00a0commentaires\u202f?",
        count,
    )
    return asked % {"number": number(count, lang)}


def erased(count: int, lang: str) -> str:
    text = translations.of(lang).ngettext(
        "%(number)s\u00a0commentaire est effacé.", "%(number)s\u00a0commentaires sont effacés.", count
    )
    return text % {"number": number(count, lang)}


def became(state: State, author: str, lang: str) -> str:
    """The new state of one comment, as a sentence without a full stop."""
    return translations.of(lang).gettext(_BECAME[state]) % {"author": author}


def became_many(action: Action, count: int, lang: str) -> str:
    ngettext = translations.of(lang).ngettext
    texts = {
        Action.APPROVE: ngettext(
            "%(number)s\u00a0commentaire est publié.", "%(number)s\u00a0commentaires sont publiés.", count
        ),
        Action.REJECT: ngettext(
            "%(number)s\u00a0commentaire est refusé.", "%(number)s\u00a0commentaires sont refusés.", count
        ),
        Action.SPAM: ngettext(
            "%(number)s\u00a0commentaire est classé comme indésirable.",
            "%(number)s\u00a0commentaires sont classés comme indésirables.",
            count,
        ),
        Action.UNDO: ngettext(
            "%(number)s\u00a0commentaire est de nouveau en attente.",
            "%(number)s\u00a0commentaires sont de nouveau en attente.",
            count,
        ),
    }
    return texts[action] % {"number": number(count, lang)}


def unmoved(count: int, lang: str) -> str:
    """The number of comments that a batch left alone, because somebody else decided on them or changed
    them."""
    text = translations.of(lang).ngettext(
        "%(number)s\u00a0commentaire n’a pas bougé\u00a0: décidé par d’autres, ou corrigé, entre-temps.",
        "%(number)s\u00a0commentaires n’ont pas bougé\u00a0: décidés par d’autres, ou corrigés, entre-temps.",
        count,
    )
    return text % {"number": number(count, lang)}


def comments(count: int, lang: str) -> str:
    several = translations.of(lang).ngettext(
        "%(number)s\u00a0commentaire", "%(number)s\u00a0commentaires", count
    )
    return several % {"number": number(count, lang)}


def bad_filter(error: BadFilter, lang: str) -> str:
    _ = translations.of(lang).gettext
    return _("«\u00a0%(typed)s\u00a0»\u00a0: %(why)s") % {
        "typed": error.typed,
        "why": _(_FILTER[error.mistake]),
    }


def described(given: Iterable[tuple[str, str]], lang: str) -> str:
    """The filter of a list in words."""
    _ = translations.of(lang).gettext
    values = ((name, _(RULES.get(value, value)) if name == "raison" else value) for name, value in given)
    return ", ".join(_(_FIELDS[name]) % {"value": value} for name, value in values)


def duration(seconds: float, lang: str) -> str:
    """A duration in its largest unit: 3 jours, 5 h, 12 min."""
    words, minutes = translations.of(lang), int(seconds // 60)
    if seconds >= 86400:
        days = int(seconds // 86400)
        several = words.ngettext("%(number)s\u00a0jour", "%(number)s\u00a0jours", days)
        return several % {"number": number(days, lang)}
    if seconds >= 3600:
        return words.gettext("%(number)s\u00a0h") % {"number": minutes // 60}
    if minutes:
        return words.gettext("%(number)s\u00a0min") % {"number": minutes}
    return words.gettext("moins d’une minute")
