"""A command of the owner's is told of what waits."""

import json

import pytest

from plugins.moderation.core import hook
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.hook import HookFailed
from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW, submission


@pytest.fixture
def make(tmp_path):
    """A desk whose hook is a shell script."""

    def make(script, private="false"):
        rules = f'[desk]\nhook = ["sh", "-c", {json.dumps(script)}]\nhook_private = {private}\n'
        (tmp_path / "moderation.toml").write_text(rules)
        return Desk(DeskPaths(tmp_path))

    return make


def told(tmp_path):
    return [json.loads(line) for line in (tmp_path / "told").read_text().splitlines()]


def test_it_is_told_once_of_each(make, tmp_path):
    desk = make("cat >> told; echo >> told")
    desk.queue.add(submission(0, text="Un « mot ».\n\n$(touch no)"))
    desk.queue.add(submission(1), State.SPAM)
    assert [hook.run(desk, NOW), hook.run(desk, NOW)] == [1, 0]
    (event,) = told(tmp_path)
    assert (event["event"], event["id"], event["text"]) == (
        "submission",
        submission(0).id,
        "Un « mot ».\n\n$(touch no)",
    )
    assert "email" not in event and not (tmp_path / "no").exists()


def test_what_is_private_is_told_where_it_is_asked_for(make, tmp_path):
    desk = make("cat >> told", "true")
    desk.queue.add(submission())
    hook.run(desk, NOW)
    assert told(tmp_path)[0]["email"] == "z@exemple.fr"


def test_what_failed_is_tried_again(make, tmp_path):
    desk = make("exit 3")
    desk.queue.add(submission())
    with pytest.raises(HookFailed, match="sh ended with 3"):
        hook.run(desk, NOW)
    assert hook.run(make("cat >> told"), NOW) == 1


def test_a_command_that_hangs_is_ended(make, monkeypatch):
    monkeypatch.setattr(hook, "_SECONDS", 0.2)
    desk = make("exec sleep 600")
    desk.queue.add(submission())
    with pytest.raises(HookFailed, match="took more than"):
        hook.run(desk, NOW)


def test_marks_go_with_what_they_mark(make, tmp_path):
    desk = make("cat > /dev/null")
    desk.queue.add(submission())
    hook.run(desk, NOW)
    desk.decide(submission().id, Action.REJECT, NOW)
    hook.run(desk, NOW)
    assert not list((tmp_path / "var/moderation/hook").glob("[!.]*"))


def test_without_a_command_nothing_happens(tmp_path):
    desk = Desk(DeskPaths(tmp_path))
    desk.queue.add(submission())
    assert hook.run(desk, NOW) == 0 and not (tmp_path / "var/moderation/hook").exists()
