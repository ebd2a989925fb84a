"""The command line, as a moderator and as a program meet it."""

import json
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest

from plugins.moderation.cli import commands, inspection, next_build
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.states import Action, State
from tests.moderation.conftest import moderation
from tests.moderation.samples import NOW, submission
from tests.site.conftest import ROOT

PROGRAM = ".venv/bin/python -m plugins.moderation"
COMMANDS = (
    "moderate", "list", "show", "stats", "approve", "reject", "spam", "undo", "reply", "erase", "replay",
    "sweep", "ledger", "edit", "login", "sessions",
)  # fmt: skip


def test_help_names_every_command(line):
    code, out, _ = line("--help")
    assert code == 0 and "make moderate" in out and f"{PROGRAM} approve k3x9 m2pq --reply-to 4" in out
    for command in COMMANDS:
        assert f"    {command} " in out or f"    {command}\n" in out
        code, about, _ = line(command, "--help")
        assert code == 0 and about.startswith(f"usage: {PROGRAM} {command} ")
    assert set(commands.COMMANDS) == {*COMMANDS, "answer"}, "which is another name of reply"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "the following arguments are required: command"),
        (["aprove"], "invalid choice: 'aprove'"),
        (["undo"], "the following arguments are required: ID"),
        (["approve"], "approve: give ids, or --matching FILTER"),
        (["show"], "show: give ids, or --of EMAIL"),
        (["show", "a", "--of", "b"], "show: give ids, or --of EMAIL"),
        (["erase"], "erase: give ids, or --of EMAIL"),
        (["list", "--state", "x"], "argument --state: invalid choice: 'x'"),
    ],
)
def test_what_makes_no_sense_ends_with_2(line, words, complaint):
    code, out, err = line(*words)
    assert (code, out) == (2, "") and complaint in err


def test_list(line):
    code, out, err = line("list")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"{line.ids[0]}  pending   2026-11-24 14:05  un  Zoé: Bonjour. À bientôt"
    assert [one["id"] for one in line.json("list")] == line.ids
    assert line.json("list")[0] == {
        "id": line.ids[0], "state": "pending", "article": "un", "author": "Zoé",
        "received": "2026-11-24T14:05:07+01:00", "reasons": [], "excerpt": "Bonjour. À bientôt",
    }  # fmt: skip
    line("reject", line.ids[1])
    assert [one["id"] for one in line.json("list", "--state", "rejected")] == [line.ids[1]]
    assert [one["state"] for one in line.json("list", "--state", "all")] == ["pending", "rejected", "pending"]
    assert line("list", "--state", "spam") == (0, "There is none.\n", "")


def test_a_queue_with_nothing_in_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert commands.main(["list"]) == 0 and capsys.readouterr().out == "Nothing waits.\n"
    assert commands.main(["stats", "--json"]) == 0
    nothing = {"oldest": None, "months": [], "reasons": {}, "articles": {}}
    states = dict.fromkeys(map(str, DeskList), 0)
    assert json.loads(capsys.readouterr().out) == {"states": states, **nothing}
    assert commands.main(["replay"]) == 0 and commands.main(["ledger"]) == 0
    assert not list(tmp_path.rglob("*.csv"))


def test_a_damaged_file_is_named_and_hides_no_other(line):
    path = line.root / "var/moderation/pending" / f"{line.ids[0]}.txt"
    path.write_bytes(b"\xff")
    code, out, err = line("list")
    assert code == 1 and len(out.splitlines()) == 2
    assert err == f"{path.relative_to(line.root)}:1: not UTF-8 (byte 0xFF)\n    Save the file as UTF-8.\n"


def test_show(line):
    code, out, err = line("show", line.ids[0])
    assert (code, err) == (0, "")
    assert out == (
        f"Id        {line.ids[0]}\nState     pending\nArticle   un\nAuthor    Zoé\nE-mail    z0@exemple.fr\n"
        "Received  2026-11-24T14:05:07+01:00, by web\nVerdict   pending\nReceipt   5e0aa7c2b8\n\n"
        "    Bonjour.\n    \n    À bientôt\n\n"
    ).replace("5e0aa7c2b8", submission().words.fingerprint)
    (shown,) = line.json("show", line.ids[0])
    assert (shown["email"], shown["text"]) == ("z0@exemple.fr", "Bonjour.\n\nÀ bientôt")
    code, out, err = line("show", "absent")
    assert (code, out, err) == (1, "", "“absent”: no submission and no comment has this id\n")


def test_show_lists_links_with_their_hosts(line):
    line.desk.queue.add(submission(9, text="https://exemple.fr@mechant.example/ et www.exemple.fr"))
    shown = line("show", submission(9).id)[1]
    assert shown.endswith("Link      www.exemple.fr: www.exemple.fr\n")


def test_nothing_that_is_shown_acts_on_the_terminal(line):
    line.desk.queue.add(submission(9, text="a\u202eb", author="Z\u2066"))
    for words in (
        ["list"],
        ["show", submission(9).id],
        ["list", "--json"],
        ["show", submission(9).id, "--json"],
    ):
        out = line(*words)[1]
        assert "\\u202e" in out or words[0] == "list"
        assert out.replace("\n", "").isprintable()
    assert line.json("show", submission(9).id)[0]["text"] == "a\u202eb"


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT, Action.SPAM])
def test_decide_and_undo(line, action):
    typed = line.ids[0].rpartition("-")[2]
    code, out, err = line(action, typed)
    assert (code, err) == (0, "")
    assert out.splitlines()[1] == f"To take it back: {PROGRAM} undo {line.ids[0]}"
    assert line.json("undo", line.ids[0]) == [{"id": line.ids[0], "state": "pending"}]
    code, out, err = line("undo", line.ids[0])
    assert (code, out) == (1, "")
    assert err == f"{line.ids[0]}: cannot undo what is pending; possible: approve, reject, spam\n"


def test_one_that_fails_stops_no_other_and_ends_with_1(line):
    code, _, err = line("approve", "absent", *line.ids[:2])
    assert code == 1 and err.startswith("“absent”: no submission has this id")
    assert line.desk.queue.ids(State.APPROVED) == line.ids[:2]


def test_without_a_publish_command_the_next_step_is_said(line):
    hint = "Readers see it after the next build: make publish\n"
    assert hint in line("approve", line.ids[0])[1] and hint not in line("reject", line.ids[1])[1]
    line.rules('[desk]\npublish = ["true"]\n')
    assert hint not in line("approve", line.ids[2])[1]


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("http://localhost:8088/", "make publish SITEURL=http://localhost:8088"),
        ("https://zoe.example/blog", "make publish SITEURL=https://zoe.example/blog"),
        ("https://blog.example/", "make publish"),
        ("http://localhost:8000/", "make publish"),
    ],
)
def test_the_next_step_is_for_the_address_of_the_last_one(line, monkeypatch, address, typed):
    """That of site.toml needs no words, nor does a build that was for this machine alone."""
    conf = 'SITEURL = "http://localhost:8000"\nSITE_ADDRESS = "https://blog.example"\n'
    (line.root / "pelicanconf.py").write_text(conf)
    site = SimpleNamespace(site=SimpleNamespace(address=address))
    monkeypatch.setattr(SubmissionContext, "site", lambda around: site)
    assert next_build.command(line.desk) == typed


def test_settings_that_cannot_be_read_undo_nothing_that_follows_a_decision(line):
    """The build will say what is wrong with them."""
    (line.root / "pelicanconf.py").write_text("SITEURL = nothing\n")
    code, out, err = line("approve", line.ids[0])
    assert (code, err) == (0, "") and "after the next build: make publish\n" in out
    assert (line.root / "content/moderation.csv").is_file()


def test_the_same_decision_again_changes_nothing(line):
    line("approve", line.ids[0])
    before = every_file(line.root)
    code, _, err = line("approve", line.ids[0])
    assert code == 1 and "cannot approve what is approved; possible: undo" in err
    assert every_file(line.root) == before


def every_file(root):
    """But for the index, which follows the others."""
    return {p: p.read_bytes() for p in root.rglob("*") if p.is_file() and "index.sqlite" not in p.name}


COUNT = "[desk]\npublish = [\"{}\", \"-c\", \"print(1); open('published', 'a').write('x')\"]\n"


def test_the_publish_command_runs_once_after_decisions_that_publish(line):
    line.rules(COUNT.format(sys.executable))
    published = line.root / "published"
    line("reject", line.ids[2])
    assert not published.exists()
    line("approve", *line.ids[:2])
    assert published.read_text() == "x"
    assert line("approve", "absent")[0] == 1 and published.read_text() == "x"
    line("undo", *line.ids[:2])
    assert published.read_text() == "xx"


def test_what_was_cut_off_before_it_was_published_is_published_by_the_next_to_decide(line):
    line.rules(COUNT.format(sys.executable))
    line.desk.decide(line.ids[0], Action.APPROVE, NOW)  # and then the power goes
    line("reject", line.ids[2])
    assert (line.root / "published").read_text() == "x"
    line("undo", line.ids[2])
    assert (line.root / "published").read_text() == "x", "once"


def test_a_publish_command_that_failed_is_tried_again(line):
    line.rules('[desk]\npublish = ["false"]\n')
    line("approve", line.ids[0])
    line.rules(COUNT.format(sys.executable))
    line("reject", line.ids[2])
    assert (line.root / "published").read_text() == "x"


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        ('["false"]', "publish: “false” ended with 1"),
        ('["absent-program"]', "publish: [Errno 2] No such file or directory: 'absent-program'"),
    ],
)
def test_a_decision_stands_where_publishing_fails(line, command, complaint):
    line.rules(f"[desk]\npublish = {command}\n")
    code, _, err = line("approve", line.ids[0])
    name = command.strip('[]"')
    said = re.sub(r" after [\d.]+ s", "", err)
    assert (code, said) == (
        1,
        f"Publishing: {name}\n{complaint}\n    The decisions stand. Mend it, then run it by hand: {name}\n",
    )
    assert line.desk.queue.ids(State.APPROVED) == [line.ids[0]]


def test_what_the_publish_command_prints_is_no_part_of_the_answer(line):
    line.rules(COUNT.format(sys.executable))
    (line.root / "plugins").symlink_to(ROOT / "plugins")
    done = moderation(line.root, "approve", line.ids[0], "--json")
    assert done.returncode == 0
    assert re.fullmatch(r"Publishing: .*\n1\nPublished in [\d.]+ s\.\n", done.stderr)
    assert json.loads(done.stdout) == [{"id": line.ids[0], "state": "approved"}]


def test_a_reader_that_has_gone_is_no_error(line):
    (line.root / "plugins").symlink_to(ROOT / "plugins")
    command = f"{sys.executable} -m plugins.moderation approve {line.ids[0]} | true"
    done = subprocess.run(["sh", "-c", command], cwd=line.root, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert (line.root / "content/moderation.csv").exists()


def test_an_answer_that_cannot_be_written_is_an_error_and_the_decision_is_followed_up(line):
    (line.root / "plugins").symlink_to(ROOT / "plugins")
    command = f"{sys.executable} -m plugins.moderation approve {line.ids[0]} > /dev/full"
    done = subprocess.run(["sh", "-c", command], cwd=line.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "standard output: No space left on device\n")
    assert (line.root / "content/moderation.csv").exists()


def test_stats(line):
    line("approve", line.ids[0])
    stats = line.json("stats")
    assert stats["states"] == {"pending": 2, "approved": 1, "rejected": 0, "spam": 0, "published": 1}
    assert stats["articles"] == {"un": 1}
    assert stats["oldest"] == "2026-11-24T14:05:08+01:00"
    assert sum(month["received"] for month in stats["months"]) == 3
    code, out, _ = line("stats")
    assert code == 0 and "pending   2, the oldest since 2026-11-24 14:05\n" in out


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "< 1 min"), (1, "1 min"), (59, "59 min"), (600, "10 h"), (8640, "6 d")]
)
def test_a_delay_in_words(minutes, words):
    assert inspection._in_words(minutes) == words


def test_wrong_settings_stop_every_command(line):
    line.rules("[desk]\nundo_day = 1\n")
    for words in (["list"], ["approve", line.ids[0]]):
        code, out, err = line(*words)
        assert (code, out) == (1, "")
        assert err == "moderation.toml:2: unknown key “undo_day” in [desk]\n    Did you mean “undo_days”?\n"
    assert line.desk.queue.ids(State.PENDING) == line.ids


def test_moderate_needs_a_terminal(line):
    code, out, err = line("moderate")
    assert (code, out) == (1, "")
    assert err == f"This needs a terminal. Without one: {PROGRAM} list, show, approve …\n"


def test_sweep_and_ledger(line):
    line("reject", line.ids[0])
    line.rules("[desk]\nundo_days = 0\n")
    assert line.json("sweep") == {"erased": 0, "forgotten": 1}
    assert line.json("sweep") == {"erased": 0, "forgotten": 0}
    assert line.json("ledger")["file"] == "content/moderation.csv"


def test_decisions_sweep_too(line):
    line.rules("[desk]\nundo_days = 0\n")
    line("approve", line.ids[0])
    assert line.desk.queue.ids(State.APPROVED) == []
    assert (line.root / f"content/comments/un/{line.ids[0]}.txt").exists()
    code, out, err = line("undo", line.ids[0])
    assert (code, out) == (1, "")
    assert err == f"{line.ids[0]}: published, and its time for undo is over; erase takes its words away\n"
