"""Notices on their way, to a real SMTP server; and when there is none."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from plugins.common import files
from plugins.common.errors import SiteError
from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core.states import Action, State
from plugins.moderation.mail import mailboxes, reading
from plugins.moderation.mail.outbox import MOST, Outbox, SendResult
from plugins.moderation.mail.post import Unsent
from tests.moderation.mail.conftest import MODERATOR
from tests.moderation.running import PATIENCE
from tests.moderation.samples import NOW, submission


@pytest.fixture
def desk(make_desk, postbox):
    return make_desk(smtp=f"127.0.0.1:{postbox.port}")


def told(desk):
    return Outbox(desk).send(NOW).told


def subjects(postbox):
    return [message_from_bytes(e.content, policy=policy.default)["Subject"] for e in postbox.sent]


def test_each_submission_is_told_once(desk, postbox):
    for number in (0, 1):
        desk.queue.add(submission(number))
    assert [told(desk), told(desk)] == [2, 0]
    assert subjects(postbox) == ["Commentaire de Zoé sur «\u00a0L’«\u00a0été\u00a0» & <b>\u00a0»"] * 2
    assert [(e.mail_from, e.rcpt_tos) for e in postbox.sent] == [("blog@moderation.fr", [MODERATOR])] * 2
    desk.queue.add(submission(2))
    assert told(desk) == 1


def test_spam_is_told_to_nobody_and_what_is_decided_neither(desk, postbox):
    desk.queue.add(submission(0), State.SPAM)
    desk.queue.add(submission(1))
    desk.decide(submission(1).id, Action.REJECT, NOW)
    assert told(desk) == 0 and postbox.sent == []


def test_answers_by_mail_are_asked_for_where_mail_is_read(make_desk, postbox, tmp_path):
    desk = make_desk(smtp=f"127.0.0.1:{postbox.port}")
    desk.queue.add(submission(0))
    assert told(desk) == 1 and b"mailto:" not in postbox.sent[0].content
    (tmp_path / "box").mkdir()
    reading.read(desk, mailboxes.local(tmp_path / "box", False), NOW)  # as `make mail FROM=box` does
    desk.queue.add(submission(1))
    assert told(desk) == 1 and b"mailto:" in postbox.sent[1].content


def test_answers_by_mail_are_asked_for_where_the_settings_name_a_mailbox(make_desk, postbox):
    desk = make_desk(smtp=f"127.0.0.1:{postbox.port}", imap="imap.moderation.fr")
    desk.queue.add(submission())
    assert told(desk) == 1 and b"mailto:" in postbox.sent[0].content


def test_no_moderator_no_mail(make_desk, postbox):
    desk = make_desk(moderator="", smtp=f"127.0.0.1:{postbox.port}")
    desk.queue.add(submission())
    assert told(desk) == 0 and postbox.sent == []


def test_where_no_server_answers_notices_wait(make_desk, postbox, deaf_port):
    desk = make_desk(smtp=f"127.0.0.1:{deaf_port}")
    desk.queue.add(submission())
    with pytest.raises(Unsent) as caught:
        told(desk)
    assert str(caught.value) == f"1 to send; 127.0.0.1:{deaf_port}: [Errno 111] Connection refused"
    assert told(make_desk(smtp=f"127.0.0.1:{postbox.port}")) == 1
    assert len(postbox.sent) == 1


def test_a_server_that_refuses_is_asked_again_and_what_it_says_is_not_repeated(desk, postbox):
    desk.queue.add(submission())
    postbox.refuses = f"451 {MODERATOR} is over quota"
    with pytest.raises(Unsent) as caught:
        told(desk)
    assert str(caught.value) == f"1 to send; 127.0.0.1:{postbox.port}: the server answers 451"
    postbox.refuses = ""
    assert told(desk) == 1


def test_a_flood_is_one_mail_an_hour(desk, postbox):
    for number in range(MOST + 30):
        desk.queue.add(submission(number))
    assert Outbox(desk).send(NOW) == SendResult(MOST + 30, 0)
    assert subjects(postbox)[MOST:] == ["30 autres commentaires attendent"]
    assert "make moderate" in postbox.sent[-1].content.decode()
    for number in range(100, 120):
        desk.queue.add(submission(number))
        assert Outbox(desk).send(NOW + timedelta(minutes=number - 61)) == SendResult(0, number - 99)
    assert len(postbox.sent) == MOST + 1
    assert Outbox(desk).send(NOW + timedelta(minutes=61)) == SendResult(20, 0)
    assert subjects(postbox)[MOST + 11 :] == ["10 autres commentaires attendent"]


def test_a_clock_that_is_set_back_silences_nothing_for_long(desk, postbox):
    for number in range(MOST + 1):
        desk.queue.add(submission(number))
    Outbox(desk).send(NOW + timedelta(days=365))
    desk.queue.add(submission(50))
    assert told(desk) == 1


def test_a_crash_before_the_mark_sends_again_under_the_same_id(desk, postbox, monkeypatch):
    desk.queue.add(submission())
    desk.key()
    with monkeypatch.context() as power:
        power.setattr(files, "write", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            told(desk)
    assert told(desk) == 1
    first, again = (message_from_bytes(e.content)["Message-ID"] for e in postbox.sent)
    assert first == again


def test_the_mark_of_what_is_decided_goes(desk, postbox):
    desk.queue.add(submission())
    told(desk)
    marks = desk.paths.queue / "mail" / "told"
    assert [mark.name for mark in marks.iterdir()] == [submission().id]
    desk.decide(submission().id, Action.APPROVE, NOW)
    told(desk)
    assert list(marks.iterdir()) == []


def test_the_visitors_address_reaches_no_server_and_no_log(desk, postbox, capsys):
    desk.queue.add(submission(email="canari@exemple.fr"))
    postbox.refuses = "550 no canari@exemple.fr"
    assert BackgroundWorker(desk, lambda: NOW).run() is True
    postbox.refuses = ""
    assert BackgroundWorker(desk, lambda: NOW).run() is False
    said = capsys.readouterr()
    assert b"canari" not in postbox.sent[0].content
    assert "canari" not in said.out + said.err
    assert said.err == (
        f"Notices wait: 1 to send; 127.0.0.1:{postbox.port}: the server answers 550\n"
        "    They are tried again; or run: make mail\n"
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"smtp": "mail exemple"}, "moderation.toml: smtp = “mail exemple” is not a server\n"
         "    Write host:port, as in mail.example.org:993."),
        ({"smtp": "h:99999"}, "moderation.toml: smtp = “h:99999” is not a server\n"
         "    Write host:port, as in mail.example.org:993."),
        ({"smtp": "h:25²"}, "moderation.toml: smtp = “h:25²” is not a server\n"
         "    Write host:port, as in mail.example.org:993."),
        ({"smtp_user": "ana"}, "moderation.toml: smtp_user is set, but no password\n"
         "    Put it into the environment: SMTP_PASSWORD=… (docs/moderation.md says where)."),
    ],
)  # fmt: skip
def test_settings_that_lead_nowhere(make_desk, settings, said, monkeypatch):
    monkeypatch.delenv("SMTP_PASSWORD", raising=False)
    desk = make_desk(**settings)
    desk.queue.add(submission())
    with pytest.raises(SiteError) as caught:
        told(desk)
    assert [str(problem) for problem in caught.value.problems] == [said]


def test_a_request_wakes_a_thread_that_sends(desk, postbox):
    worker = BackgroundWorker(desk, lambda: NOW)
    desk.queue.add(submission())
    worker.submitted()
    assert postbox.arrived.wait(PATIENCE) and len(postbox.sent) == 1
