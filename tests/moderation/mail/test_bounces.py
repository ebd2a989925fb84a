"""Reports of delivery end a reader's notices, where they are of a mail of ours and say so for good."""

from email import message_from_bytes

import pytest

from plugins.moderation.core import subscription
from plugins.moderation.core.subscription import Subscription
from plugins.moderation.mail import bounces
from plugins.moderation.mail.outcome import OutcomeKind
from tests.moderation.mail.conftest import processor_of
from tests.moderation.samples import NOW

REPORT = """\
From: MAILER-DAEMON@relais.example
To: avis@moderation.fr
Subject: Undelivered
Message-ID: <r1@relais.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Not delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relais.example

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}

--b
Content-Type: {kind}

Message-ID: <{name}@moderation.fr>
Subject: x

--b--
"""


@pytest.fixture
def wish(desk):
    name = subscription.name(desk.key(), "zoe@exemple.fr", "un", None)
    desk.subscriptions.ask(Subscription(name, "zoe@exemple.fr", "un", None, NOW, confirmed=NOW))
    return name


def report(name, address="Zoe@exemple.fr", action="failed", status="5.1.1", kind="message/rfc822"):
    return REPORT.format(name=name, address=address, action=action, status=status, kind=kind).encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
@pytest.mark.parametrize("of", ["news.{}.0123456789abcdef", "invitation.{}"])
def test_a_bounce_ends_the_notices(desk, wish, kind, of):
    outcome = processor_of(desk).process(report(of.format(wish), kind=kind))
    assert outcome.kind is OutcomeKind.BOUNCED and not desk.subscriptions.survey()[0]


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "4.2.2"},
        {"action": "delayed"},
        {"address": "ana@exemple.fr"},
        {"name": "notice.20261124-130507-000-k1kgwp09"},
        {"name": "news." + "0" * 32 + ".x"},
    ],
)
def test_nothing_else_does(desk, wish, changed):
    raw = report(**{"name": f"news.{wish}.x", **changed})
    assert processor_of(desk).process(raw).kind is not OutcomeKind.BOUNCED
    assert len(desk.subscriptions.survey()[0]) == 1


def test_a_report_is_known_by_its_head():
    assert bounces.may_be(message_from_bytes(report("x").partition(b"\n\n")[0]))
    assert not bounces.may_be(message_from_bytes(b"Content-Type: multipart/report\n\n"))
