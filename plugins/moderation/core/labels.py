"""Labels of states, actions and reasons in the site's language, for mails and pages."""

from plugins.common import translations
from plugins.common.translations import N_
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.states import Action, State

_MINUS = "\N{MINUS SIGN}"
_ACTIONS = {
    Action.APPROVE: N_("Publier"),
    Action.REJECT: N_("Refuser"),
    Action.SPAM: N_("Classer comme indésirable"),
}
_STATES = {
    State.PENDING: N_("Ce commentaire attend d’être relu"),
    State.APPROVED: N_("Ce commentaire est publié"),
    State.REJECTED: N_("Ce commentaire est refusé"),
    State.SPAM: N_("Ce commentaire est classé comme indésirable"),
}
_TICKETS = {
    "missing": N_("envoyé sans aperçu"),
    "forged": N_("son aperçu n’est pas d’ici"),
    "used": N_("son aperçu a déjà servi"),
}
_ALWAYS = {
    "honeypot": N_("le champ caché est rempli"),
    "duplicate": N_("le même texte est déjà là"),
    "known": N_("un commentaire publié porte ce nom"),
}
_WITH_VALUE = {
    "word": N_("mot\u00a0: «\u00a0%(value)s\u00a0»"),
    "pattern": N_("motif\u00a0: «\u00a0%(value)s\u00a0»"),
    "stopped": N_("motif arrêté, trop long à chercher\u00a0: «\u00a0%(value)s\u00a0»"),
    "old filter": N_("filtre de l’ancien système\u00a0: «\u00a0%(value)s\u00a0»"),
}


def actions(lang: str) -> dict[Action, str]:
    """The labels of the possible decisions, for buttons and links."""
    _ = translations.of(lang).gettext
    return {action: _(name) for action, name in _ACTIONS.items()}


def state(which: State, lang: str) -> str:
    """A sentence that describes a state, without a full stop."""
    return translations.of(lang).gettext(_STATES[which])


def reason(which: Reason, lang: str) -> str:
    """A reason in words, with its points if it has any."""
    text = _evidence(which, lang)
    return f"{text} ({which.points:+d})".replace("(-", f"({_MINUS}") if which.points else text


def _evidence(which: Reason, lang: str) -> str:
    words = translations.of(lang)
    match which.rule, which.value:
        case "links", int(number):
            return words.ngettext("%(number)s lien", "%(number)s liens", number) % {"number": number}
        case "quick", float(age):
            return words.gettext("%(time)s après l’aperçu") % {"time": seconds(age, lang)}
        case "old", float(age):
            return words.gettext("%(hours)s\u00a0h après l’aperçu") % {"hours": f"{age / 3600:.0f}"}
        case "ticket", str(state) if state in _TICKETS:
            return words.gettext(_TICKETS[state])
    if which.rule in _WITH_VALUE:
        return words.gettext(_WITH_VALUE[which.rule]) % {"value": which.value}
    return words.gettext(_ALWAYS[which.rule]) if which.rule in _ALWAYS else str(which.value)


def seconds(number: float, lang: str) -> str:
    words = translations.of(lang)
    # For translators: the decimal sign
    point = words.pgettext("decimal", ",")
    return words.gettext("%(number)s\u00a0s") % {"number": f"{number:.1f}".replace(".", point)}
