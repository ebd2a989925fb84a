"""login, sessions: a link where there is a desk, and who has one open."""

from datetime import UTC, datetime

from plugins.moderation.core.desk import Desk, DeskPaths
from tests.moderation.conftest import moderation


def test_without_a_built_desk_there_is_no_link(line):
    code, out, err = line("login")
    assert (code, out) == (1, "")
    assert err == "There is no desk in a browser: set COMMENT_INTAKE_URL and DESK_URL, then build the site.\n"


def test_a_link_opens_the_desk_once(visitor):
    done = moderation(visitor.site.root, "login")
    assert done.returncode == 0, done.stderr
    link, said = done.stdout.splitlines()
    assert said == "It opens the desk once, within 15 minutes."
    desk = Desk(DeskPaths(visitor.site.root))
    key = link.partition("?cle=")[2]
    assert desk.login_links().take(key, datetime.now(UTC)) == ""


def test_sessions_are_listed_and_ended(line):
    assert line("sessions") == (0, "Nobody is at the desk by browser.\n", "")
    now = datetime.now(UTC)
    for who in ("zoe@exemple.fr", ""):
        line.desk.sessions.begin(who, now)
    names = [one["name"] for one in line.json("sessions")]
    assert len(names) == 2
    assert line("sessions", "--end", names[0][:12]) == (0, "1 ended.\n", "")
    assert [one["name"] for one in line.json("sessions")] == names[1:]
    code, _, err = line("sessions", "--end", "x")
    assert code == 1 and err.startswith("“x”: no session has this name; see .venv/bin/python -m plugins.")
    assert line("sessions", "--end", "all") == (0, "1 ended.\n", "")
