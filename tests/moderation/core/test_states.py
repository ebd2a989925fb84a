"""The table of states, and its errors."""

import pytest

from plugins.moderation.core.states import TABLE, Action, NotAllowed, State, after


def test_every_decision_can_be_undone():
    for (state, action), target in TABLE.items():
        assert action is Action.UNDO or TABLE[target, Action.UNDO] is State.PENDING, (state, action)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_what_is_not_in_the_table_is_the_error(state, action):
    if (state, action) in TABLE:
        assert after(state, action) is TABLE[state, action]
    else:
        with pytest.raises(NotAllowed, match="what is"):
            after(state, action)


def test_the_words_name_what_is_possible():
    with pytest.raises(NotAllowed, match=r"^cannot spam what is approved; possible: undo$"):
        after(State.APPROVED, Action.SPAM)


@pytest.mark.parametrize("state", [State.PENDING, State.REJECTED, State.SPAM])
def test_what_was_refused_may_still_be_approved(state):
    assert after(state, Action.APPROVE) is State.APPROVED
