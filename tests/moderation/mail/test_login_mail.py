"""A key to the desk, by a real SMTP server; and where there is none."""

from email import message_from_bytes, policy

import pytest

from plugins.moderation import application
from plugins.moderation.mail import login_mail
from tests.moderation.mail.conftest import MODERATOR
from tests.moderation.running import PATIENCE
from tests.moderation.samples import NOW
from tests.site.conftest import ROOT

LINK = "https://blog.example/bureau/?cle=abc.def"


def test_what_it_says(make_desk):
    mail = make_desk().settings.mail
    message = login_mail.compose(MODERATOR, LINK, "L’« été »\nBcc: x@y.fr", "fr", mail, NOW)
    assert message["To"] == MODERATOR and message["Bcc"] is None
    lines = message.get_content().splitlines()
    assert LINK in lines and "15\u00a0minutes" in message.get_content()
    assert message["Auto-Submitted"] == "auto-generated"


def test_asked_for_on_the_page_it_comes_by_mail(make_desk, postbox):
    desk = make_desk(smtp=f"127.0.0.1:{postbox.port}")
    (desk.paths.root / "theme").symlink_to(ROOT / "theme")
    client = application.create(desk).test_client()
    headers = {"Sec-Fetch-Site": "same-origin"}
    for address in ("eve@exemple.fr", MODERATOR):
        client.post(
            "/bureau/entrer", base_url="https://blog.example", data={"adresse": address}, headers=headers
        )
    assert postbox.arrived.wait(PATIENCE)
    (sent,) = postbox.sent
    assert sent.rcpt_tos == [MODERATOR]
    text = message_from_bytes(sent.content, policy=policy.default).get_content()
    (link,) = [line for line in text.splitlines() if line.startswith("https:")]
    key = link.removeprefix("https://blog.example/bureau/?cle=")
    answer = client.post(
        "/bureau/entrer", base_url="https://blog.example", data={"cle": key}, headers=headers
    )
    assert answer.status_code == 303


def test_where_no_server_answers_the_log_says_so(make_desk, deaf_port, capfd):
    worker = application.worker(make_desk(smtp=f"127.0.0.1:{deaf_port}"))
    worker._send_key(MODERATOR, LINK)
    said = capfd.readouterr().err
    assert "could not be sent: 111" in said and "plugins.moderation login" in said
    assert MODERATOR not in said and LINK not in said


@pytest.mark.parametrize("answer", ["550 no", "451 later"])
def test_what_a_server_says_of_it_is_not_quoted(make_desk, postbox, answer, capfd):
    postbox.refuses = answer
    worker = application.worker(make_desk(smtp=f"127.0.0.1:{postbox.port}"))
    worker._send_key(MODERATOR, LINK)
    assert f"the server answers {answer[:3]}" in capfd.readouterr().err
