"""`make mail` against a real IMAP server, and the way to servers that are elsewhere."""

import json
import ssl
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.states import Action, State
from plugins.moderation.mail.__main__ import main
from tests.hosts import dovecot
from tests.hosts.dovecot import FAR, NEAR, PASSWORD, USER, Imapd
from tests.hosts.servers import free_port
from tests.moderation.mail.letters import SUBJECT, mail
from tests.moderation.samples import submission
from tests.site.conftest import Site

MODERATOR = "ana@moderation.fr"
FOLDER, CODED = "Été & hiver", '"&AMk-t&AOk- &- hiver"'


@pytest.fixture(scope="module")
def imapd() -> Iterator[Imapd]:
    with tempfile.TemporaryDirectory(prefix="imap-") as name:
        Path(name).chmod(0o755)
        with dovecot.running(Path(name)) as server:
            yield server


@pytest.fixture(scope="module")
def known_site(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    site = Site(tmp_path_factory.mktemp("known")).article("un", "Title: L’été\n").build()
    return (site.root / "output.hosts" / "intake.json").read_bytes()


@pytest.fixture
def desk(imapd, known_site, tmp_path, monkeypatch):
    """A desk whose mailbox is empty."""
    connection = imapd.connect()
    connection.create(CODED)
    for folder in ("INBOX", CODED):
        if connection.select(folder)[1] != [b"0"]:
            connection.store("1:*", "+FLAGS", r"(\Deleted)")
        connection.expunge()
    connection.logout()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IMAP_PASSWORD", PASSWORD)
    Path("output.hosts").mkdir()
    Path("output.hosts/intake.json").write_bytes(known_site)
    return configured(imap=f"{NEAR}:{imapd.port}")


def configured(**settings: str | bool) -> Desk:
    given = {"moderator": MODERATOR, "sender": "blog@moderation.fr", "imap_user": USER, "receipts": False,
             "smtp": f"{NEAR}:{free_port()}", **settings}  # fmt: skip
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in given.items())
    Path("moderation.toml").write_text(f"[mail]\n{lines}")
    return Desk(DeskPaths(Path()))


def answer(desk: Desk, action: Action) -> bytes:
    mandate = Mandate(action, submission().id, datetime.now(UTC) + timedelta(days=1))
    signed = signing.sign(mandate, Purpose.MAIL, desk.key())
    return mail("", f"Re: {signed}", From=MODERATOR, Message_ID="<2@b>")


def test_the_whole_loop_without_a_server_of_ours(desk, imapd, capsys):
    """A mail from the link under the article, then the moderator's answer; nothing in the mailbox changes."""
    imapd.put(mail("Un mot.", SUBJECT, Message_ID="<1@b>"))
    imapd.put(mail("", "Soldes", Message_ID="<3@b>"))
    main([])
    (identifier,) = desk.queue.ids(State.PENDING)
    assert f": became a submission: {identifier}, pending\n" in capsys.readouterr().out
    mandate = Mandate(Action.APPROVE, identifier, datetime.now(UTC) + timedelta(days=1))
    signed = signing.sign(mandate, Purpose.MAIL, desk.key())
    imapd.put(mail("", f"RE: {signed}", From=MODERATOR, Message_ID="<2@b>"))
    assert main([]) == 0
    said = capsys.readouterr().out
    assert f": decided: {identifier} is approved\n" in said and "1 done before" in said
    assert "Un mot." in (desk.paths.comments / "un" / f"{identifier}.txt").read_text()
    assert imapd.flags() == [(), (), ()]


def test_only_what_was_carried_out_is_deleted(desk, imapd):
    desk.queue.add(submission())
    imapd.put(mail("", "Soldes", Message_ID="<3@b>"))
    imapd.put(answer(desk, Action.REJECT))
    imapd.put(mail("", "Commentaire sur X [nul]", Message_ID="<4@b>"))
    connection = imapd.connect()
    connection.select("INBOX")
    connection.store("1", "+FLAGS", r"(\Deleted)")  # somebody else's, who may still want it back
    connection.logout()
    main(["--delete"])
    assert desk.queue.find(submission().id)[0] is State.REJECTED
    assert imapd.flags() == [(rb"\Deleted",), ()]


def test_another_folder_and_many_mails(desk, imapd, capsys):
    desk = configured(imap=f"{NEAR}:{imapd.port}", imap_folder=FOLDER)
    connection = imapd.connect()
    for number in range(40):
        raw = mail("", f"Nouvelles {number} de l’été", Message_ID=f"<n{number}@b>")
        connection.append(CODED, "", None, raw)
    connection.append(CODED, "", None, mail("Un mot.", Message_ID="<1@b>"))
    connection.logout()
    main(["--quiet"])
    assert "40 neither an answer nor a comment" in capsys.readouterr().out
    assert len(desk.queue.ids(State.PENDING)) == 1 and imapd.flags(CODED) == [()] * 41


def said(capsys) -> str:
    return capsys.readouterr().err


def test_a_wrong_password_and_a_folder_that_is_not_there(desk, imapd, monkeypatch, capsys):
    configured(imap=f"{NEAR}:{imapd.port}", imap_folder='Pas "là"')
    assert main([]) == 1 and "select failed: " in said(capsys)
    monkeypatch.setenv("IMAP_PASSWORD", "faux")
    assert main([]) == 1
    assert "The mailbox cannot be read: " in said(capsys)


def test_elsewhere_the_certificate_must_be_known(desk, imapd, monkeypatch, capsys):
    configured(imap=f"{FAR}:{imapd.port}")
    assert main([]) == 1 and "CERTIFICATE_VERIFY_FAILED" in said(capsys)
    monkeypatch.setenv("SSL_CERT_FILE", str(imapd.certificate))
    imapd.put(mail("Un mot.", SUBJECT))
    main([])
    assert "The mailbox cannot be read" not in said(capsys)
    assert len(desk.queue.ids(State.PENDING)) == 1


class Postbox:
    """Takes mail, and knows whether it came encrypted."""

    def __init__(self) -> None:
        self.encrypted: list[bool] = []

    async def handle_DATA(self, server: SMTP, session, _envelope) -> str:
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


@pytest.mark.parametrize("tls", [True, False])
def test_elsewhere_mail_goes_encrypted_and_a_password_never_without(desk, imapd, monkeypatch, capsys, tls):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(imapd.certificate, imapd.certificate.with_name("privkey.pem"))
    postbox, port = Postbox(), free_port()
    options = {"tls_context": context} if tls else {}
    controller = Controller(
        postbox, hostname=FAR, port=port, auth_require_tls=False,
        authenticator=lambda *_: pytest.fail("a password was sent") if not tls else _granted(), **options,
    )  # fmt: skip
    controller.start()
    try:
        monkeypatch.setenv("SSL_CERT_FILE", str(imapd.certificate))
        monkeypatch.setenv("SMTP_PASSWORD", PASSWORD)
        desk = configured(imap=f"{NEAR}:{imapd.port}", smtp=f"{FAR}:{port}", smtp_user=USER)
        desk.queue.add(submission())
        assert main([]) == (0 if tls else 1)
    finally:
        controller.stop()
    assert postbox.encrypted == ([True] if tls else [])
    if not tls:
        assert "the server offers no TLS; a password is not sent without" in said(capsys)


def _granted():
    from aiosmtpd.smtp import AuthResult

    return AuthResult(success=True)
