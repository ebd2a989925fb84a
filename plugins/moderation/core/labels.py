"""What states and actions are called where a moderator reads French: mails, and pages of the intake."""

from plugins.moderation.core.states import Action, State

ACTIONS = {Action.APPROVE: "Publier", Action.REJECT: "Refuser", Action.SPAM: "Classer comme indésirable"}
STATES = {
    State.PENDING: "Ce commentaire attend d’être relu",
    State.APPROVED: "Ce commentaire est publié",
    State.REJECTED: "Ce commentaire est refusé",
    State.SPAM: "Ce commentaire est classé comme indésirable",
}
