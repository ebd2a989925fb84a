"""The intake and the desk of a site in English say no word in French."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from plugins.moderation.core.signing import Mandate, Purpose, sign
from plugins.moderation.core.states import Action
from plugins.moderation.mail import login_mail, notice, receipt, subscriber_mail
from plugins.moderation.mail.notice import NoticeContext
from plugins.moderation.mail.receipt import Event, Receipt, Remedies
from plugins.moderation.mail.subscriber_mail import FollowedConversation
from tests.moderation.conftest import Visitor
from tests.moderation.mail.test_notice import MAIL, NON
from tests.moderation.samples import NOW, submission
from tests.moderation.web.desk.conftest import Moderator
from tests.moderation.web.test_web import soup
from tests.translation.french import found, seen

RULES = (
    '[mail]\nmoderator = "ann@example.org"\n[desk]\nauthor = "The house"\n[notices]\nsender = "a@a.example"\n'
)
DESK = ("", "publies/", "refuses/", "indesirables/?mots=x", "statistiques/", "regles/?essai=casino",
        "personnes/?qui=Ann",
        "publication/", "sessions/", "nowhere/", "?mots=a:b", "?raison=links")  # fmt: skip


@pytest.fixture
def english(visitor):
    """The site as it would have been told to the intake in English."""
    hosts = visitor.paths.root / "output.hosts"
    built = hosts.resolve()
    hosts.unlink()
    shutil.copytree(built, hosts)
    told = json.loads((hosts / "intake.json").read_text(encoding="utf-8"))
    told["site"]["lang"] = "en"
    for article in told["articles"]:
        article["title"] = "Summer"
        for comment in article["comments"]:
            comment["author"] = "Leo"
    (hosts / "intake.json").write_text(json.dumps(told), encoding="utf-8")
    visitor.paths.rules.write_text(RULES)
    return Visitor(visitor.site, visitor.clock)


def words(answer):
    page = soup(answer)
    return found(seen(page.main or page))


def test_what_visitors_see(english):
    sent = english.post(author="Zoe", text="Hello.", email="z@example.org")
    private = urlsplit(sent.location).path
    answers = [
        english.post("preview", author="Zoe", text="Hello.", reply_to="2"),
        english.post(author="", text="", email="no", site="no way"),
        english.post(author="n" * 101, text="t" * 60_001),
        english.post(article="ferme", author="Zoe", text="Hello."),
        english.post(article="nothing"),
        english.client.post("/commenter", data={}, headers={"Origin": "https://elsewhere.example"}),
        *(english.client.get(path) for path in (f"{private}?merci=1", private, "/commenter/",
                                               "/commenter/?billet=un",
                                               "/commenter/?billet=fermera&a=1", "/commenter/?billet=un&a=99",
                                               "/commenter/?billet=x", "/commenter/le-mien/x", "/nowhere")),
        english.client.post(private, data={"action": "notify", "email": "z@example.org", "of": "all"},
                            headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"}),
    ]  # fmt: skip
    assert soup(answers[0]).html["lang"] == "en"
    assert soup(answers[0]).select_one("li.comment h3").get_text() == "3. 24 November 2026, 14:05 by Zoe"
    assert not [one for answer in answers for one in words(answer)]


def test_what_moderators_see(english):
    english.post(author="Zoe", text="Hello, see https://a.example/ and https://b.example/", f_mail="x")
    english.post(author="Ann", text="Yes.", email="ann@example.org")
    moderator = Moderator(english, RULES)
    assert not words(moderator.get()), "the door"
    moderator.enter()
    pages = [moderator.get(f"/bureau/{path}") for path in DESK]
    waiting = soup(pages[0]).select_one(".item")["id"]
    pages.append(moderator.get(f"/bureau/commentaire/{waiting}"))
    assert not [one for page in pages for one in words(page)]
    assert [button.get_text() for button in soup(pages[0]).select(".decide")[0].select("button")] == [
        "Publish", "Reject", "Spam", "Erase…",
    ]  # fmt: skip


def test_the_confirm_page(english):
    english.post(author="Zoe", text="Hello.")
    moderator = Moderator(english, RULES)
    (name,) = moderator.desk.queue.ids("pending")
    token = sign(
        Mandate(Action.APPROVE, name, NOW + timedelta(days=1), 0), Purpose.PAGE, moderator.desk.key()
    )
    page = english.client.get(f"/commenter/decider/{token}")
    assert page.status_code == 200 and not words(page)
    assert soup(page).h1.get_text() == "Publish?"


def test_what_mails_say():
    one = submission(author="Zoe", text="Hello.", site="https://zoe.example", reply_to="2")
    answered = NON._replace(comment=NON.comment._replace(author="Leo", text="No."))
    around = NoticeContext(
        "Summer", "https://b.example/", answered, "https://b.example/decider/", "en", "Hi.", "Ann"
    )
    until, of = (
        NOW + timedelta(days=14),
        FollowedConversation("Summer", "https://b.example/", "2, Leo,", "en"),
    )
    remedies = Remedies("https://b.example/x", "mailto:a@b.example", "mailto:a@b.example")
    mails = [
        notice.compose(one, around, MAIL, b"key", NOW, until),
        notice.compose(one, replace(around, reads_mail=False), MAIL, b"key", NOW, until),
        notice.compose(one, replace(around, reads_mail=False, confirm=None), MAIL, b"key", NOW, until),
        notice.digest(3, MAIL, NOW, "x", "en"),
        login_mail.compose("a@b.example", "https://b.example/", "The blog", "en", MAIL, NOW),
        *(receipt.compose(Receipt(event, "Summer", "https://b.example/", (), "Hi", remedies), "a@b.example",
                          "z@b.example", "0" * 32, NOW, "en") for event in Event),
    ]  # fmt: skip
    texts = [f"{mail['Subject']}\n{mail.get_content()}" for mail in mails]
    texts.append(subscriber_mail._wish(of))
    assert not [one for text in texts for one in found(text)]
    assert "Received: 24 November 2026, 14:05, by the form" in texts[0]
