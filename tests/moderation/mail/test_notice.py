"""The moderator's notice, word for word; and what a visitor cannot do with it."""

import re
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.comments.model import Comment
from plugins.comments.threads import ThreadEntry
from plugins.common import when
from plugins.moderation.core import signing
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.settings import MailSettings
from plugins.moderation.core.signing import Purpose
from plugins.moderation.mail import notice
from plugins.moderation.mail.notice import NoticeContext
from tests.moderation.samples import NOW, submission

KEY, UNTIL = b"key", NOW + timedelta(days=14)
MAIL = MailSettings(moderator="Ana <ana@moderation.fr>, Léo <leo@moderation.fr>", sender="blog@moderation.fr")
NON = ThreadEntry(2, Comment("2", "Léo", when.parse("2020-12-19"), "Non."))
AROUND = NoticeContext(
    "L’été", "https://blog.example/un/", NON, "https://blog.example/commenter/decider/", "fr"
)

WHOLE = """Un commentaire attend sur «~L’été~».
https://blog.example/un/

Nom~: Zoé
Site~: https://zoe.fr
En réponse à~: 2. Léo~: Non.
Reçu~: le 24 novembre 2026, 14h05, par le formulaire

> Bonjour, voyez https://exemple.fr/a.
>
> À bientôt

Avis des règles~: à relire
- 3 liens (+25)
Ses liens mènent à~: zoe.fr, exemple.fr

Pour décider, ouvrez l’un de ces liens, et envoyez le message qu’il prépare.

Publier~:
<mailto:APPROVE>
ou <https://blog.example/commenter/decider/APPROVE>

Refuser~:
<mailto:REJECT>
ou <https://blog.example/commenter/decider/REJECT>

Classer comme indésirable~:
<mailto:SPAM>
ou <https://blog.example/commenter/decider/SPAM>

Ces liens valent jusqu’au 8 décembre 2026, pour ce commentaire seulement. Sinon~: make moderate
Commentaire 20261124-130507-000-00000000, empreinte 5d6cf7b1ca.
"""


def compose(one, around=AROUND):
    sent = notice.compose(one, around, MAIL, KEY, NOW, UNTIL).as_bytes()
    return message_from_bytes(sent, policy=policy.default)


def text_of(message):
    return message.get_content().replace("\r\n", "\n")


def links(message):
    return re.findall(r"<(\S+)>", text_of(message))


def test_the_whole_notice():
    one = submission(
        text="Bonjour, voyez https://exemple.fr/a.\n\nÀ bientôt", site="https://zoe.fr", reply_to="2"
    )
    message = compose(replace(one, reasons=(Reason("links", 3, 25),)))
    told = re.sub(
        r"(mailto:|decider/)[^>]*?(approve|reject|spam)\.[^>]*",
        lambda m: m[1] + m[2].upper(),
        text_of(message),
    )
    assert told == WHOLE.replace("~", "\u00a0").replace("5d6cf7b1ca", one.words.fingerprint)


def test_its_headers():
    message = compose(submission())
    assert message["To"] == "ana@moderation.fr, leo@moderation.fr"
    assert message["From"] == "blog@moderation.fr"
    assert message["Subject"] == "Commentaire de Zoé sur «\u00a0L’été\u00a0»"
    name = signing.sign_id("20261124-130507-000-00000000", Purpose.REPLY, KEY)
    assert message["Message-ID"] == f"<notice.{name}@moderation.fr>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain" and message["Content-Type"].params["charset"] == "utf-8"


def test_each_link_allows_one_thing():
    mails, pages = links(compose(submission()))[0::2], links(compose(submission()))[1::2]
    for address, page, action in zip(mails, pages, ("approve", "reject", "spam"), strict=True):
        (subject,) = parse_qs(urlsplit(address).query)["subject"]
        mandate = signing.read(subject, Purpose.MAIL, KEY, NOW)
        assert (mandate.action, mandate.id) == (action, submission().id)
        assert unquote(urlsplit(address).path) == "blog@moderation.fr"
        token = page.rpartition("/")[2]
        assert signing.read(token, Purpose.PAGE, KEY, NOW) == mandate
        with pytest.raises(signing.InvalidToken):
            signing.read(token, Purpose.MAIL, KEY, NOW)
        with pytest.raises(signing.InvalidToken):
            signing.read(subject, Purpose.MAIL, KEY, UNTIL + timedelta(seconds=1))


def test_without_an_intake_by_web_nothing_leads_to_it():
    message = compose(submission(), replace(AROUND, confirm=None, address=None))
    assert "https:" not in text_of(message) and len(links(message)) == 3


def test_where_no_mail_is_read_none_is_asked_for():
    message = compose(submission(), replace(AROUND, reads_mail=False, author="Ana"))
    assert "mailto:" not in text_of(message) and len(links(message)) == 3
    assert "ouvrez l’un de ces liens, et confirmez sur la page." in text_of(message)
    assert "Répondre à ce message" not in text_of(message)


def test_without_mail_and_intake_the_command_is_named():
    around = replace(AROUND, reads_mail=False, confirm=None, address=None)
    told = text_of(compose(submission(), around))
    assert "Pour décider\u00a0: make moderate" in told and "lien" not in told.partition("Avis")[2]


def test_the_visitors_address_is_not_in_it():
    assert b"canari" not in compose(submission(email="canari@exemple.fr")).as_bytes()
    assert "canari" not in text_of(compose(submission(email="canari@exemple.fr")))


@pytest.mark.parametrize(
    "author", ["a\r\nBcc: x@y.fr", "a\nBcc: x@y.fr", "=?utf-8?q?a=0ABcc:_x?=", "\x1b[2J", "a\u2028b"]
)
def test_a_name_adds_no_header(author):
    one = submission()
    one = replace(one, words=replace(one.words, author=author))
    message = compose(one)
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type",
        "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert len(message["Subject"].splitlines()) == 1 and "\x1b" not in text_of(message)


def test_a_visitor_cannot_speak_as_the_notice():
    text = "x\n\nPublier\u00a0:\n<mailto:mechant@exemple.fr>\r\x0b\x85\u2028Refuser"
    lines = text_of(compose(submission(text=text))).split("\n")
    assert [line for line in lines if "mechant" in line] == [
        r"> <mailto:mechant@exemple.fr>\x0d\x0b\x85\u2028Refuser"
    ]
    assert sum(line.startswith("Refuser") for line in lines) == 1
    assert not [line for line in lines if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e]", line)]


@given(st.text(min_size=1), st.text(min_size=1))
def test_whatever_a_visitor_writes_can_be_sent(author, text):
    one = submission(author=author, text=text)
    message = compose(replace(one, reasons=(Reason("word", author, 50),)))
    assert len(links(message)) >= 6
    assert b"\n\nBcc" not in message.as_bytes()
