"""From the form to the archive, and every step between of mail: what was sent is what is answered."""

import re
import socket
from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.states import State
from plugins.moderation.mail.outbox import Outbox
from plugins.moderation.mail.outcome import OutcomeKind
from plugins.moderation.web.app import create
from plugins.moderation.web.intake import FollowUps
from tests.moderation.mail.conftest import MODERATOR, processor_of
from tests.moderation.mail.letters import mail
from tests.moderation.running import PATIENCE
from tests.moderation.samples import NOW


def configured(visitor, port: int):
    """The same visitor, of a site whose moderator gets mail."""
    settings = (
        f'[mail]\nmoderator = "{MODERATOR}"\nsender = "blog@moderation.fr"\nsmtp = "127.0.0.1:{port}"\n'
        'imap = "imap.moderation.fr"\n'
    )
    (visitor.paths.root / "moderation.toml").write_text(settings)
    worker = BackgroundWorker(Desk(visitor.paths), visitor.clock)
    visitor.app = create(Desk(visitor.paths), visitor.clock, FollowUps(lambda _: worker.submitted()))
    visitor.client = visitor.app.test_client()
    return visitor


def told(postbox):
    """The only notice, once it is there."""
    assert postbox.arrived.wait(PATIENCE)
    return message_from_bytes(postbox.sent[0].content, policy=policy.default)


@pytest.fixture
def published(visitor):
    """What these tests publish is taken back: the archive is shared."""
    before = set((visitor.paths.comments / "un").iterdir())
    yield
    for path in set((visitor.paths.comments / "un").iterdir()) - before:
        path.unlink()


def test_by_mail(visitor, postbox, published):
    configured(visitor, postbox.port).post(text="Bonjour à tous.", email="canari@exemple.fr")
    notice = told(postbox)
    link = re.search(r"<(mailto:\S+)>", notice.get_content())[1]
    query = parse_qs(urlsplit(link).query)
    answer = mail(
        query["body"][0], f"Re: {query['subject'][0]}", From=MODERATOR, To=unquote(urlsplit(link).path)
    )
    desk = Desk(visitor.paths)
    outcome = processor_of(desk).process(answer)
    (identifier,) = desk.queue.ids(State.APPROVED)
    assert (outcome.kind, outcome.detail) == (OutcomeKind.DECIDED, f"{identifier} is approved")
    public = (visitor.paths.comments / "un" / f"{identifier}.txt").read_text()
    assert public.endswith("\n\nBonjour à tous.\n") and "canari" not in public
    assert "canari" not in notice.as_string() and Outbox(desk).send(NOW).told == 0


def test_by_the_page(visitor, postbox, published):
    configured(visitor, postbox.port).post(text="Bonjour à tous.")
    page = re.search(r"ou <(https://\S+)>", told(postbox).get_content())[1]
    assert visitor.client.get(urlsplit(page).path).status_code == 200
    assert len(visitor.queued("pending")) == 1
    assert visitor.client.post(urlsplit(page).path).status_code == 303
    assert len(visitor.queued("approved")) == 1


def test_a_mail_server_that_never_answers_delays_nobody(visitor):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        visitor = configured(visitor, silent.getsockname()[1])
        for number in range(3):
            assert visitor.post(text=f"Texte {number}.").status_code == 303
        connection, _ = silent.accept()  # the thread is there, and waits
        assert len(visitor.queued("pending")) == 3
        connection.close()
