"""What is private is nowhere it does not belong: one word for each private field, in each state."""

import pytest

from plugins.comments.form import FORM_FIELDS
from plugins.moderation.core.states import TABLE, Action, State
from tests.moderation.conftest import moderation
from tests.moderation.running import MANY, intake
from tests.site.conftest import Site

WAYS = {
    "pending": [],
    "approved": ["approve"],
    "rejected": ["reject"],
    "spam": ["spam"],
    "undone": ["approve", "undo"],
    "rescued": ["spam", "approve"],
}
PUBLIC = {"approved", "rescued"}
WRITTEN = [field for field in FORM_FIELDS if field.name not in ("article", "reply_to")]
FIELDS = (*(field.name for field in WRITTEN), "reason")
PRIVATE = {field.name for field in WRITTEN if field.private}
SHAPES = {"email": "{}@exemple.fr", "site": "https://{}.exemple/{}"}
"""Of what is not taken as it is."""


def canary(way, field):
    return f"canari{way}{field}"


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """Comments sent to a real server and decided at the command line; then built. What all of them said."""
    site = Site(tmp_path_factory.mktemp("canaries"))
    site.article().build()
    (site.root / "moderation.toml").write_text(f'{MANY}[spam]\npatterns = ["canari\\\\w+reason"]\n')
    with intake(site.root) as server:
        ids = {way: send(server, way) for way in WAYS}
        said = [server.said()]
    for step in range(2):
        for action in Action:
            now = [ids[way] for way, actions in WAYS.items() if actions[step : step + 1] == [action]]
            if now:
                done = moderation(site.root, action, *now)
                assert done.returncode == 0, done.stderr
                said.append(done.stderr)
    done = site.run()
    assert done.returncode == 0, done.stderr
    return site, "\n".join([*said, done.stdout, done.stderr])


def send(server, way):
    reason = canary(way, "reason")
    form = {name: SHAPES.get(name, "{}").format(canary(way, name), reason) for name in FIELDS[:-1]}
    answer = server.post(**form)
    assert answer.status == 303
    return answer.headers["Location"].split("/")[-1].partition(".")[0]


def everything(folder):
    return b"".join(str(p).encode() + p.read_bytes() for p in folder.rglob("*") if p.is_file())


def test_all_of_it_is_in_the_queue(blog):
    kept = everything(blog[0].root / "var/moderation")
    for way in WAYS:
        assert all(canary(way, field).encode() in kept for field in FIELDS)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_private_is_nowhere_else(blog, way):
    site, said = blog
    public = b"".join(everything(site.root / name) for name in ("content", "output", "output.hosts"))
    for field in FIELDS:
        word = canary(way, field)
        assert word not in said
        may_be_read = way in PUBLIC and field not in PRIVATE
        assert (word.encode() in public) == may_be_read, field
    assert b"pattern: canari" not in public and b"Verdict" not in public


def test_every_state_and_action_is_among_the_ways():
    assert {str(action) for action in Action} == {action for actions in WAYS.values() for action in actions}
    ends = set()
    for actions in WAYS.values():
        state = State.PENDING
        for action in actions:
            state = TABLE[state, Action(action)]
        ends.add(state)
    assert ends == set(State)
