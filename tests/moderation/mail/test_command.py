"""`make mail`, over mailboxes on this machine."""

import mailbox
from datetime import UTC, datetime, timedelta

import pytest

from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.states import Action, State
from plugins.moderation.mail.__main__ import main
from tests.moderation.mail.conftest import MODERATOR
from tests.moderation.mail.letters import mail
from tests.moderation.samples import submission


@pytest.fixture
def desk(make_desk, postbox, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return make_desk(smtp=f"127.0.0.1:{postbox.port}")


@pytest.fixture
def mails(desk):
    """A comment, a decision on what waits, a newsletter."""
    desk.queue.add(submission())
    mandate = Mandate(Action.APPROVE, submission().id, datetime.now(UTC) + timedelta(days=1))
    signed = signing.sign(mandate, Purpose.MAIL, desk.key())
    return [
        mail("Un mot.\n\nFrom ici", Message_ID="<1@b>"),
        mail("", f"Re: {signed}", From=MODERATOR, Message_ID="<2@b>"),
        mail("", "Soldes [un]", Message_ID="<3@b>"),
    ]


def as_mbox(path, mails):
    box = mailbox.mbox(path)
    for raw in mails:
        box.add(raw)
    box.close()


def as_maildir(path, mails):
    box = mailbox.Maildir(path)
    for raw in mails:
        box.add(raw)


def as_files(path, mails):
    path.mkdir()
    for number, raw in enumerate(mails):
        (path / f"{number}.eml").write_bytes(raw)
    (path / "notes.txt").write_text("x")


def left(path):
    """The Message-IDs that are still there."""
    if path.is_file():
        box = mailbox.mbox(path)
        found = sorted(message["Message-ID"] for message in box)
        box.close()
        return found
    if (path / "cur").is_dir():
        return sorted(message["Message-ID"] for message in mailbox.Maildir(path))
    return sorted(f"<{int(p.stem) + 1}@b>" for p in path.glob("*.eml"))


@pytest.mark.parametrize("make", [as_mbox, as_maildir, as_files])
def test_a_mailbox_is_carried_out_and_nothing_in_it_touched(desk, mails, make, tmp_path, capsys):
    make(tmp_path / "box", mails)
    assert main(["box"]) == 0
    said = capsys.readouterr().out
    assert f"decided: {submission().id} is approved\n" in said
    assert ": became a submission: 20261124-130000-000-" in said
    assert said.count("neither an answer nor a comment") == 2  # its own line, and the sum
    (pending,) = desk.queue.ids(State.PENDING)
    assert desk.queue.find(pending)[1].words.text == "Un mot.\n\nFrom ici"
    assert left(tmp_path / "box") == ["<1@b>", "<2@b>", "<3@b>"]
    assert desk.paths.ledger.read_text().splitlines()[1].startswith("2026-11,2,1,0,0,")
    assert main(["box"]) == 0
    assert "2 done before" in capsys.readouterr().out


@pytest.mark.parametrize("make", [as_mbox, as_maildir, as_files])
def test_what_was_carried_out_is_deleted_if_asked_and_nothing_else(desk, mails, make, tmp_path):
    refused = mail(subject="Commentaire sur X [nul]", Message_ID="<4@b>")
    make(tmp_path / "box", [*mails, refused])
    assert main(["box", "--delete"]) == 1  # something was refused
    assert left(tmp_path / "box") == ["<3@b>", "<4@b>"]
    assert main(["box", "--delete"]) == 0
    assert left(tmp_path / "box") == ["<3@b>", "<4@b>"]


def test_what_a_cut_off_run_owed_is_published_by_the_next(make_desk, mails, tmp_path, monkeypatch):
    """A crash after the decision, before what follows it."""
    with (tmp_path / "moderation.toml").open("a") as file:
        file.write('[desk]\npublish = ["touch", "published"]\n')
    as_files(tmp_path / "box", mails)
    with monkeypatch.context() as power:
        power.setattr(
            "plugins.moderation.core.after_decisions.carry_out",
            lambda *_: (_ for _ in ()).throw(KeyboardInterrupt),
        )
        with pytest.raises(KeyboardInterrupt):
            main(["box"])
    assert not (tmp_path / "published").exists()
    assert main(["box"]) == 0 and (tmp_path / "published").exists()
    (tmp_path / "published").unlink()
    assert main(["box"]) == 0 and not (tmp_path / "published").exists()


def test_an_mbox_that_is_locked_is_left_alone(desk, mails, tmp_path, capsys):
    as_mbox(tmp_path / "box", mails)
    (tmp_path / "box.lock").touch()
    assert main(["box", "--delete"]) == 1
    assert capsys.readouterr().err.startswith("The mailbox cannot be read: dot lock unavailable: ")
    assert left(tmp_path / "box") == ["<1@b>", "<2@b>", "<3@b>"]


def test_a_mail_that_comes_meanwhile_stays(desk, mails, tmp_path, monkeypatch):
    """Who delivers waits for the lock; without it, the mails in the file would have moved."""
    as_mbox(tmp_path / "box", mails)
    locked = []

    def look(*_):
        locked.append((tmp_path / "box.lock").exists())
        return ()

    monkeypatch.setattr("plugins.moderation.core.after_decisions.carry_out", look)
    assert main(["box", "--delete"]) == 0
    assert locked == [True] and not (tmp_path / "box.lock").exists()


def test_one_file(desk, mails, tmp_path, capsys):
    (tmp_path / "a.eml").write_bytes(mails[0])
    assert main(["a.eml", "--quiet"]) == 0
    assert capsys.readouterr().out.startswith("a.eml: became a submission: ")
    assert main(["a.eml", "--quiet"]) == 0
    assert capsys.readouterr().out == "1 done before\n"


def test_a_mail_that_is_too_large_is_left(desk, tmp_path, capsys):
    (tmp_path / "a.eml").write_bytes(mail("x" * 5 * 1024 * 1024))
    assert main(["a.eml"]) == 1
    assert capsys.readouterr().out == "a.eml: refused: too large\n1 refused\n"


def test_what_waits_is_told_even_where_no_mailbox_is_named(desk, postbox, capsys):
    desk.queue.add(submission())
    assert main([]) == 0
    assert capsys.readouterr().out == "1 told to the moderator\n" and len(postbox.sent) == 1
    assert main([]) == 0 and len(postbox.sent) == 1


def test_where_no_server_answers_the_mailbox_is_read_all_the_same(
    make_desk, deaf_port, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    make_desk(smtp=f"127.0.0.1:{deaf_port}")
    (tmp_path / "a.eml").write_bytes(mail())
    assert main(["a.eml"]) == 1
    said = capsys.readouterr()
    assert "a.eml: done, but its sender is still to be told: 127.0.0.1:" in said.out
    assert len(Desk(DeskPaths(tmp_path)).queue.ids(State.PENDING)) == 1
    assert said.err == (
        f"Notices wait: 1 to send; 127.0.0.1:{deaf_port}: [Errno 111] Connection refused\n"
        "    The next run sends them: make mail\n"
    )


def test_no_such_mailbox(desk, capsys):
    assert main(["nowhere"]) == 1
    assert capsys.readouterr().err == "The mailbox cannot be read: nowhere: no such file or folder\n"


def test_no_settings_at_all(make_desk, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    make_desk(moderator="")
    assert main([]) == 1
    assert capsys.readouterr().err == (
        "The mailbox cannot be read: moderation.toml: [mail] names no mailbox\n"
        "    Set “moderator” and “imap” there (docs/moderation.md), or name a mailbox: make mail FROM=…\n"
    )


def test_a_file_name_cannot_speak_to_the_terminal(desk, tmp_path, capsys):
    (tmp_path / "a\x1b[2J.eml").write_bytes(mail())
    main([str(tmp_path)])
    assert "\x1b" not in capsys.readouterr().out
