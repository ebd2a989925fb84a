"""A plain reply to a notice is the moderator's answer."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from plugins.comments import format as comment_format
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.states import Action, State
from plugins.moderation.mail.outbox import Outbox
from plugins.moderation.mail.outcome import OutcomeKind
from plugins.moderation.mail.processing import MailProcessor
from tests.moderation.mail.conftest import MODERATOR, processor_of
from tests.moderation.mail.letters import mail
from tests.moderation.samples import NOW, submission


@pytest.fixture
def desk(make_desk, postbox):
    desk = make_desk(smtp=f"127.0.0.1:{postbox.port}", imap="imap.moderation.fr")
    with desk.paths.rules.open("a") as rules:
        rules.write('[desk]\nauthor = "Ana"\n')
    desk = Desk(desk.paths)
    desk.queue.add(submission())
    return desk


def notice(desk, postbox):
    Outbox(desk).send(NOW)
    return message_from_bytes(postbox.sent[-1].content, policy=policy.default)


def reply(to, text="Merci, c’est corrigé.", **headers):
    quoted = "\n".join(f"> {line}" for line in to.get_content().splitlines())
    given = {
        "From": f"Ana <{MODERATOR}>",
        "In_Reply_To": to["Message-ID"],
        "Message_ID": "<r@x.fr>",
        **headers,
    }
    return mail(
        f"{text}\n\nLe mar. 24 nov. 2026 à 14:05, Blog <blog@moderation.fr> a écrit :\n{quoted}\n",
        f"Re: {to['Subject']}",
        **given,
    )


def published(desk):
    files = sorted((desk.paths.comments / "un").glob("*.txt"))
    return [comment_format.parse(path.read_bytes(), path.name).comment for path in files]


def test_it_approves_and_answers(desk, postbox):
    to = notice(desk, postbox)
    assert "Répondre à ce message" in to.get_content()
    outcome = processor_of(desk).process(reply(to))
    assert outcome.kind is OutcomeKind.DECIDED
    comments = {one.author: one for one in published(desk)}
    assert comments["Ana"].text == "Merci, c’est corrigé." and comments["Ana"].role == "author"
    assert comments["Ana"].reply_to == comments["Zoé"].id == submission().id


def test_the_same_mail_twice_is_one_answer(desk, postbox):
    raw = reply(notice(desk, postbox))
    kinds = [processor_of(desk).process(raw).kind for _ in range(2)]
    assert kinds == [OutcomeKind.DECIDED, OutcomeKind.KNOWN] and len(published(desk)) == 2


def test_a_comment_that_was_approved_already_is_answered(desk, postbox):
    to = notice(desk, postbox)
    desk.decide(submission().id, Action.APPROVE, NOW)
    assert processor_of(desk).process(reply(to)).kind is OutcomeKind.DECIDED and len(published(desk)) == 2


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"From": "x@autre.fr"}, OutcomeKind.REFUSED),
        ({"text": ""}, OutcomeKind.REFUSED),
        ({"Auto_Submitted": "auto-replied"}, OutcomeKind.AUTOMATIC),
        ({"In_Reply_To": "<notice.20261124-130507-000-00000000." + "a" * 43 + "@x>"}, OutcomeKind.REFUSED),
    ],
)
def test_nobody_and_nothing_else_does(desk, postbox, changed, kind):
    raw = reply(notice(desk, postbox), **changed)
    assert processor_of(desk).process(raw).kind is kind
    assert desk.queue.find(submission().id)[0] is State.PENDING and not published(desk)


def test_without_a_name_nothing_is_published(make_desk, postbox):
    desk = make_desk(smtp=f"127.0.0.1:{postbox.port}")
    desk.queue.add(submission())
    to = notice(desk, postbox)
    assert "Répondre à ce message" not in to.get_content()
    outcome = processor_of(desk).process(reply(to))
    assert outcome.kind is OutcomeKind.REFUSED and "[desk] author" in outcome.detail
    assert desk.queue.find(submission().id)[0] is State.PENDING


def test_words_that_were_corrected_since_are_not_approved(desk, postbox):
    to = notice(desk, postbox)
    desk.correct(submission().id, replace(submission().words, text="Tout autre chose."), NOW)
    outcome = processor_of(desk).process(reply(to))
    assert outcome.kind is OutcomeKind.REFUSED and "was corrected by its sender" in outcome.detail
    assert not published(desk)
    again = notice(desk, postbox)
    assert (
        "Son auteur a corrigé ce commentaire" in again.get_content()
        and again["Message-ID"] != to["Message-ID"]
    )


def test_it_holds_for_a_while(desk, postbox):
    to = notice(desk, postbox)
    late = MailProcessor(desk, lambda: None, NOW + timedelta(days=22))
    assert late.process(reply(to)).kind is OutcomeKind.REFUSED and not published(desk)
