"""Readers are told of answers, by a real SMTP server: once, in one mail, and only of what can be opened."""

import json
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from plugins.comments import format as comment_format
from plugins.comments.model import Comment
from plugins.common import when
from plugins.moderation.core import signing, subscription
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.news import standing
from plugins.moderation.core.signing import Purpose
from plugins.moderation.core.subscription import Subscription
from plugins.moderation.mail.outbox import SendResult
from plugins.moderation.mail.post import Unsent
from plugins.moderation.mail.subscriber_outbox import SubscriberOutbox
from tests.moderation.power import PowerCut, cut_after
from tests.moderation.samples import NOW, submission

HOUR = timedelta(hours=1)
ADDRESS = "zoe@exemple.fr"


@pytest.fixture
def desk(make_desk, postbox):
    return make_desk(notices="avis@moderation.fr", smtp=f"127.0.0.1:{postbox.port}")


def send(desk, now=NOW):
    return SubscriberOutbox(Desk(desk.paths)).send(now)


def wish(desk, address=ADDRESS, comment=None, confirmed=True):
    name = subscription.name(desk.key(), address, "un", comment)
    desk.subscriptions.ask(Subscription(name, address, "un", comment, NOW))
    if confirmed:
        desk.subscriptions.confirm(name, standing(()), NOW)
    return name


def publish(desk, *comments):
    """In the archive, and in what the last build knows."""
    known = json.loads(desk.paths.known_site.read_text())
    article = next(one for one in known["articles"] if one["slug"] == "un")
    article["comments"] = []
    for number, comment in enumerate(comments, 1):
        path = desk.paths.comments / "un" / f"{comment.id}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(comment_format.dump(comment))
        article["comments"].append({"number": number, "id": comment.id, "author": comment.author})
    article["count"] = len(comments)
    desk.paths.known_site.write_text(json.dumps(known))


def comment(identifier, text="Texte.", **more):
    moment = f"2026-11-2{len(identifier) % 9}T10:00:00+01:00"
    return Comment(identifier, more.pop("author", "Léo"), when.parse(moment), text, **more)


def mails(postbox):
    return [message_from_bytes(one.content, policy=policy.default) for one in postbox.sent]


def test_without_a_sender_nobody_is_asked(make_desk, postbox):
    desk = make_desk(smtp=f"127.0.0.1:{postbox.port}")
    wish(desk, confirmed=False)
    assert send(desk) == SendResult(0, 0) and not postbox.sent


def test_an_address_is_asked_once_and_told_nothing_before_it_says_yes(desk, postbox):
    name = wish(desk, confirmed=False)
    publish(desk, comment("a"))
    assert [send(desk).told, send(desk).told, send(desk, NOW + 9 * HOUR).told] == [1, 0, 0]
    (mail,) = mails(postbox)
    assert mail["To"] == ADDRESS and mail["From"] == "avis@moderation.fr"
    page = f"https://blog.example/commenter/avis/{signing.sign_id(name, Purpose.SUBSCRIBER, desk.key())}"
    assert page in mail.get_content() and "Texte." not in mail.get_content()
    assert "dans 48\u00a0heures, votre adresse sera effacée" in mail.get_content()


def test_all_that_came_is_one_mail(desk, postbox):
    wish(desk)
    publish(desk, comment("a", "Un\nmot."), comment("bb", "Deux.", author="Ana"))
    assert [send(desk).told, send(desk).told] == [1, 0]
    (mail,) = mails(postbox)
    assert mail["Subject"].startswith("2 nouveaux commentaires sur «")
    text = mail.get_content().replace("\r\n", "\n")
    assert "1. Le 21 novembre 2026, 10h00 par Léo\n> Un mot.\nhttps://blog.example/post/" in text
    assert "#ca\n" in text and "> Deux.\n" in text
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].startswith("<https://blog.example/commenter/avis/")
    assert mail["Auto-Submitted"] == "auto-generated"


def test_what_comes_soon_after_waits_for_the_next(desk, postbox):
    wish(desk)
    publish(desk, comment("a"))
    send(desk)
    publish(desk, comment("a"), comment("bb"), comment("ccc"))
    assert send(desk, NOW + 0.9 * HOUR) == SendResult(0, 1)
    assert send(desk, NOW + HOUR) == SendResult(1, 0)
    assert [mail["Subject"].split(" sur ")[0] for mail in mails(postbox)] == [
        "Léo",
        "2 nouveaux commentaires",
    ]


def test_who_follows_one_comment_hears_of_its_answers_alone(desk, postbox):
    wish(desk, comment="a")
    publish(desk, comment("a"), comment("bb"), comment("ccc", "Réponse.", reply_to="a"))
    send(desk)
    (mail,) = mails(postbox)
    assert "Réponse." in mail.get_content() and mail.get_content().count("> ") == 1


def test_ones_own_and_the_moderators_comments_are_no_news(desk, postbox):
    wish(desk)
    own = submission(email=ADDRESS.upper())
    desk.queue.add(own)
    publish(
        desk,
        comment("a", role="author"),
        comment(own.id),
        comment("ccc", withdrawn=when.parse("2026-11-24"))._replace(text=""),
    )
    assert send(desk) == SendResult(0, 0) and not postbox.sent


def test_what_stood_there_before_is_no_news(desk, postbox):
    publish(desk, comment("a"))
    name = wish(desk, confirmed=False)
    desk.subscriptions.confirm(name, frozenset("a"), NOW)
    assert send(desk) == SendResult(0, 0)


def test_what_is_not_on_the_site_yet_waits(desk, postbox):
    wish(desk)
    publish(desk)
    path = desk.paths.comments / "un" / "a.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(comment_format.dump(comment("a")))
    assert send(desk) == SendResult(0, 0)


def test_while_a_publication_is_owed_nobody_is_told(desk, postbox):
    wish(desk)
    publish(desk, comment("a"))
    with desk.paths.rules.open("a") as rules:
        rules.write('[desk]\npublish = ["true"]\n')
    desk.queue.owed.write_text("x")
    assert send(desk) == SendResult(0, 1)
    desk.queue.owed.unlink()
    assert send(desk).told == 1


@pytest.mark.parametrize(("answer", "left", "stays"), [("550 no such user", 0, 0), ("451 greylisted", 1, 1)])
def test_an_address_that_is_refused(desk, postbox, answer, left, stays):
    wish(desk)
    publish(desk, comment("a"))
    postbox.refuses_recipient = answer
    assert send(desk) == SendResult(0, left)
    assert len(desk.subscriptions.survey()[0]) == stays
    postbox.refuses_recipient = ""
    assert send(desk, NOW + HOUR).told == stays


def test_where_no_server_answers_it_is_tried_again(make_desk, postbox, deaf_port):
    desk = make_desk(notices="avis@moderation.fr", smtp=f"127.0.0.1:{deaf_port}")
    wish(desk)
    publish(desk, comment("a"))
    with pytest.raises(Unsent):
        send(desk)
    known = desk.paths.known_site.read_text()
    desk = make_desk(notices="avis@moderation.fr", smtp=f"127.0.0.1:{postbox.port}")
    desk.paths.known_site.write_text(known)
    assert send(desk).told == 1


@pytest.mark.parametrize("steps", range(6))
def test_a_crash_tells_nobody_twice_and_forgets_nobody(desk, postbox, monkeypatch, steps):
    """The same mail may come twice, under one Message-ID, and is shown once."""
    wish(desk), wish(desk, "ana@exemple.fr")
    publish(desk, comment("a"))
    with monkeypatch.context() as power:
        cut_after(power, steps)
        try:
            send(desk)
        except PowerCut:
            publish(desk, comment("a"), comment("bb"))
    send(desk)
    send(desk, NOW + HOUR)
    seen: dict[str, set[str]] = {}
    for mail in {mail["Message-ID"]: mail for mail in mails(postbox)}.values():
        for line in mail.get_content().splitlines():
            if "#c" in line:
                assert line not in seen.setdefault(mail["To"], set())
                seen[mail["To"]].add(line)
    told = {address: len(lines) for address, lines in seen.items()}
    assert set(told) == {ADDRESS, "ana@exemple.fr"} and len(set(told.values())) == 1


@pytest.mark.parametrize(
    ("address", "sent_to"),
    [
        ("z+avis@exemple.fr", "z+avis@exemple.fr"),
        ("z@éxemple.fr", "z@xn--xemple-9ua.fr"),
        ("z" * 64 + "@" + ".".join(["d" * 60] * 3) + ".fr", None),
    ],
)
def test_addresses_of_every_kind(desk, postbox, address, sent_to):
    wish(desk, address)
    publish(desk, comment("a"))
    assert send(desk).told == 1
    assert postbox.sent[0].rcpt_tos == [sent_to or address]


def test_words_of_visitors_are_seen_and_lead_nowhere(desk, postbox):
    wish(desk)
    publish(desk, comment("a", "x\u202ey z", author="A\u202eBcc: x@y.fr"))
    send(desk)
    (mail,) = mails(postbox)
    assert mail["Bcc"] is None and "\u202e" not in mail.get_content()
