"""What must hold whatever went wrong: what was acknowledged stands once, whole, where it was said to be."""

import subprocess
import sys
from pathlib import Path

from plugins.comments import archive
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.states import State
from tests.site.conftest import ROOT


def kill(root: Path, rounds: int, seed: int) -> int:
    """Kill as often as that in the folder of a built site; how many comments were acknowledged."""
    command = [sys.executable, "-m", "tests.moderation.killing", str(root), str(rounds), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, str] = {}
    for line in done.stdout.splitlines():
        identifier, state = line.split()
        said[identifier] = state
    desk = Desk(DeskPaths(root))
    desk.queue.mend()
    assert desk.queue.mend() == [], "a second run has nothing to do"
    stand_once(desk, said)
    return len(said)


def stand_once(desk: Desk, said: dict[str, str]) -> None:
    """`said`: id → the last state that was acknowledged; `?` where a decision was under way."""
    copies: dict[str, list[State]] = {}
    for state in State:
        submissions, problems = desk.queue.survey(state)
        assert not problems
        for one in submissions:
            copies.setdefault(one.id, []).append(state)
    assert all(len(states) == 1 for states in copies.values())
    assert said.keys() <= copies.keys(), "every acknowledged comment is there"
    assert {one: copies[one][0] for one, state in said.items() if state != "?"} == {
        one: state for one, state in said.items() if state != "?"
    }
    public = archive.read(desk.paths.comments, "content/comments")
    assert not public.problems
    published = {filed.comment.id for filed in public.comments.get("un", ())} - {"1", "2"}
    assert published == {one for one, states in copies.items() if states == [State.APPROVED]}
