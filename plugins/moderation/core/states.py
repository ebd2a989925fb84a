"""The states of a submission and the actions allowed in each, as one table. A pair that is not in it is an
error."""

from enum import StrEnum


class State(StrEnum):
    """The state of a submission, and the name of its folder in the queue."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    SPAM = "spam"


class Action(StrEnum):
    """What a moderator can do with a submission."""

    APPROVE = "approve"
    REJECT = "reject"
    SPAM = "spam"
    UNDO = "undo"


TABLE: dict[tuple[State, Action], State] = {
    (State.PENDING, Action.APPROVE): State.APPROVED,
    (State.PENDING, Action.REJECT): State.REJECTED,
    (State.PENDING, Action.SPAM): State.SPAM,
    (State.APPROVED, Action.UNDO): State.PENDING,
    (State.REJECTED, Action.UNDO): State.PENDING,
    (State.SPAM, Action.UNDO): State.PENDING,
    (State.SPAM, Action.APPROVE): State.APPROVED,
    (State.REJECTED, Action.APPROVE): State.APPROVED,
}


class NotAllowed(Exception):
    """An action that is not allowed in a state. The message is for the moderator."""

    def __init__(self, state: State, action: Action) -> None:
        self.state, self.action = state, action
        possible = ", ".join(act for st, act in TABLE if st is state)
        super().__init__(f"cannot {action} what is {state}; possible: {possible}")


def after(state: State, action: Action) -> State:
    """The state that `action` leads to from `state`. Raises NotAllowed."""
    try:
        return TABLE[state, action]
    except KeyError:
        raise NotAllowed(state, action) from None
