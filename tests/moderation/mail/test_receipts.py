"""Who comments by mail is written to: once an hour, and never by way of somebody else."""

import json
from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from plugins.common.files import write
from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.core.states import Action, State
from plugins.moderation.mail import wishes
from plugins.moderation.mail.outcome import OutcomeKind
from plugins.moderation.mail.post import Post
from plugins.moderation.mail.processing import MailProcessor
from plugins.moderation.mail.wishes import Wish
from tests.moderation.mail.conftest import MODERATOR
from tests.moderation.mail.letters import SUBJECT, mail
from tests.moderation.samples import NOW

ADDRESS = "zoe.canari@exemple.fr"
HOUR = timedelta(hours=1)
ENDED = "Commentaire sur «\u00a0Fermera\u00a0» [fermera]"


def said(message):
    return message.get_content().replace("\r\n", "\n")


class Mailroom:
    """Reads mails one by one, as runs of `make mail` do, and shows what was sent."""

    def __init__(self, make_desk, postbox, **settings):
        self.desk = make_desk(smtp=f"127.0.0.1:{postbox.port}", **settings)
        self.postbox, self.now, self._number = postbox, NOW, 0

    def read(self, text="Bonjour.", subject=SUBJECT, **headers):
        self._number += 1
        given = {"Message_ID": f"<m{self._number}@exemple.fr>", **headers}
        desk = Desk(self.desk.paths)
        with Post(desk.settings.mail) as post:
            processor = MailProcessor(desk, SiteFile(desk.paths.known_site).read, self.now, post)
            return processor.process(mail(text, subject, **given))

    def sent(self):
        return [message_from_bytes(one.content, policy=policy.default) for one in self.postbox.sent]

    def told(self):
        """The only mail."""
        (one,) = self.sent()
        return one

    def without_intake(self):
        known = json.loads(self.desk.paths.known_site.read_text())
        known["site"]["intake_url"] = ""
        self.desk.paths.known_site.write_text(json.dumps(known))
        return self

    def waiting(self):
        (identifier,) = self.desk.queue.ids(State.PENDING)
        return self.desk.queue.read(State.PENDING, identifier)


@pytest.fixture
def room(make_desk, postbox):
    return Mailroom(make_desk, postbox)


def test_it_tells_the_private_address(room):
    assert room.read().kind is OutcomeKind.SUBMITTED
    told = room.told()
    assert (told["To"], told["From"]) == (ADDRESS, "blog@moderation.fr")
    assert told["Subject"].startswith("Votre commentaire sur «\u00a0L’«")
    assert told["Auto-Submitted"] == "auto-replied"
    page = "https://blog.example/commenter/le-mien/"
    (address,) = (line for line in said(told).splitlines() if line.startswith(page))
    token = address.removeprefix(page)
    assert signing.read_id(token, Purpose.SENDER, room.desk.key()) == room.waiting().id
    assert "a été enregistré, et sera publié après validation." in said(told)
    assert "Bonjour." not in said(told) and "mailto:" not in said(told)


def links(room):
    """Subjects and bodies of the mails that the receipt prepares."""
    lines = said(room.sent()[0]).splitlines()
    found = [line.strip("<>") for line in lines if line.startswith("<mailto:blog@moderation.fr?")]
    asked = [parse_qs(urlsplit(link).query) for link in found]
    return [(one["subject"][0], unquote(one.get("body", [""])[0])) for one in asked]


def test_without_an_intake_mails_correct_it_and_take_it_back(room):
    room.without_intake().read()
    (correct, nothing), (withdraw, body) = links(room)
    assert (nothing, body) == ("", "Envoyez ce message tel quel.")
    done = room.read("Mieux dit.", f"Re: {correct}", From="Zoé <ailleurs@exemple.fr>")
    one = room.waiting()
    assert str(done) == f"changed by its sender: {one.id}, corrected"
    assert (one.words.text, one.words.author, one.words.email) == ("Mieux dit.", "Zoé Petit", ADDRESS)
    assert one.corrected == 1
    assert "est corrigé" in said(room.sent()[1])
    room.now += HOUR
    assert str(room.read(body, withdraw)) == f"changed by its sender: {one.id}, erased"
    assert not room.desk.queue.holds(one.id)
    assert "est effacé. Il n’en reste rien ici" in said(room.sent()[2])
    assert room.read(body, withdraw).kind is OutcomeKind.PASSED


def test_what_is_published_is_withdrawn_and_a_publication_owed(room):
    room.without_intake().read()
    (correct, _), (withdraw, body) = links(room)
    one = room.waiting()
    room.desk.decide(one.id, Action.APPROVE, NOW)
    room.desk.queue.owed.unlink()
    room.now += HOUR
    assert room.read("Autre chose.", correct).kind is OutcomeKind.REFUSED
    late = said(room.sent()[1])
    assert "n’a pas été corrigé.\nIl a été relu entre-temps\u00a0: il ne se corrige plus." in late
    assert late.endswith("Voici vos mots, pour que vous les gardiez\u00a0:\n\nAutre chose.\n")
    room.now += HOUR
    assert str(room.read(body, withdraw)) == f"changed by its sender: {one.id}, withdrawn"
    assert "Withdrawn: 2026-11-24" in (room.desk.paths.comments / "un" / f"{one.id}.txt").read_text()
    assert room.desk.queue.owed.exists()


@pytest.mark.parametrize("text", ["", "a" * 60_001])
def test_a_correction_that_the_form_would_not_take(room, text):
    room.without_intake().read()
    (correct, _), _ = links(room)
    assert room.read(text, correct).kind is OutcomeKind.REFUSED
    assert room.waiting().words.text == "Bonjour."


@pytest.mark.parametrize("folded", ["Re: {0}\r\n {1}", "[EXTERNAL] {0}{1}", "TR : {0}{1} (fwd)"])
def test_what_mail_programs_make_of_the_subject(room, folded):
    room.without_intake().read()
    (correct, _), _ = links(room)
    subject = folded.format(correct[:40], correct[40:])
    assert room.read("Mieux dit.", subject).kind is OutcomeKind.CHANGED


def other(character):
    return "a" if character != "a" else "b"


def altered(room, identifier):
    key = room.desk.key()
    good = wishes.sign(Wish.CORRECT, identifier, key)
    private = signing.sign_id(identifier, Purpose.SENDER, key)
    mandate = Mandate(Action.APPROVE, identifier, NOW + HOUR)
    head, _, signature = good.rpartition(".")
    yield f"{head}.{other(signature[0])}{signature[1:]}"
    yield good.replace("correct", "withdraw")
    yield good.replace(identifier, f"{identifier[:-1]}{other(identifier[-1])}")
    yield f"correct.{private}"
    yield f"withdraw.{identifier}.{'A' * 43}"
    yield wishes.sign(Wish.WITHDRAW, identifier, b"another desk")
    yield signing.sign(mandate, Purpose.PAGE, key)


def test_a_forged_token_does_nothing(room):
    room.without_intake().read()
    before = room.waiting()
    room.now += HOUR
    for token in altered(room, before.id):
        assert room.read("Mots d’un autre.", token).kind is OutcomeKind.REFUSED, token
    assert room.waiting() == before
    assert len(room.sent()) == 1, "and whoever tries is not written to"


AUTOMATIC = [
    {"Auto_Submitted": "auto-replied"},
    {"Auto_Submitted": "auto-generated"},
    {"Precedence": "bulk"},
    {"Precedence": "list"},
    {"List_Id": "<liste.exemple.fr>"},
    {"List_Unsubscribe": "<mailto:x@exemple.fr>"},
    {"Return_Path": "<>"},
    {"Return_Path": "<autre@exemple.fr>"},
    {"X_Autoreply": "yes"},
    {"From": "MAILER-DAEMON@exemple.fr"},
    {"From": "no-reply@exemple.fr"},
    {"From": "blog@moderation.fr"},
    {"From": f"Ana <{MODERATOR.upper()}>"},
    {"From": "avis@moderation.fr"},
    {"From": "personne"},
    {"From": "a@b"},
    {"From": ""},
    {"Content_Type": "multipart/report; report-type=delivery-status; boundary=x"},
]


@pytest.mark.parametrize("headers", AUTOMATIC, ids=lambda headers: " ".join(map(str, *headers.items())))
def test_no_machine_no_list_and_nobody_of_ours_is_written_to(make_desk, postbox, headers):
    room = Mailroom(make_desk, postbox, notices="avis@moderation.fr")
    room.read(**headers)
    room.read(subject=ENDED.replace("fermera", "ferme"), **headers)
    assert not room.sent()


def test_a_return_path_of_its_own_is_no_obstacle(room):
    room.read(Return_Path=f"<{ADDRESS.upper()}>")
    assert room.told()["To"] == ADDRESS


def test_a_robot_without_manners_is_not_answered_twice(room):
    """It answers whatever comes, says nothing of itself, and gives its subject back."""
    room.read()
    told = room.told()
    again = room.read(said(told), f"Re: {SUBJECT}", In_Reply_To=told["Message-ID"], From=f"Robot <{ADDRESS}>")
    assert again.kind is OutcomeKind.NOT_OURS
    room.now += HOUR
    assert room.read("", f"Re: {told['Subject']}", References=told["Message-ID"]).kind is OutcomeKind.NOT_OURS
    assert len(room.sent()) == 1 and len(room.desk.queue.ids(State.PENDING)) == 1


def test_a_thousand_forged_mails_are_one_to_whose_address_it_is(room):
    for number in range(30):
        room.read(f"Texte {number}.", From=f"Personne {number} <{ADDRESS.title()}>")
    assert len(room.sent()) == 1
    room.now += HOUR - timedelta(seconds=1)
    room.read("Encore.")
    assert len(room.sent()) == 1
    room.now += timedelta(seconds=1)
    room.read("Et encore.")
    assert len(room.sent()) == 2
    room.read("Un autre.", From="Léo <leo@exemple.fr>")
    assert len(room.sent()) == 3


def test_what_the_rules_take_for_spam_is_sent_to_nobody(room):
    with room.desk.paths.rules.open("a") as rules:
        rules.write('[spam]\nwords = ["casino"]\npoints_per_word = 200\n')
    assert "spam" in str(room.read("Un casino."))
    room.now += timedelta(days=8)
    assert room.read("Un casino.", ENDED, Date="Tue, 01 Dec 2026 00:00:00 +0100").kind is OutcomeKind.REFUSED
    assert not room.sent()


def test_who_comes_too_late_gets_the_words_back(room):
    room.now += timedelta(days=7)
    last = "Mon, 30 Nov 2026 23:59:59 +0100"
    assert room.read("À temps.", ENDED, Date=last).kind is OutcomeKind.SUBMITTED
    room.now += HOUR
    text = "Des mots,\n\n<b>gardés</b> ; « à copier »."
    done = room.read(text, ENDED, Date="Tue, 01 Dec 2026 00:00:00 +0100")
    assert str(done) == "refused: comments on “fermera” are closed"
    told = said(room.sent()[1])
    assert "n’a pas été enregistré.\nLes commentaires de ce billet ont fermé le 30 novembre 2026.\n" in told
    assert told.endswith(f"Voici vos mots, pour que vous les gardiez\u00a0:\n\n{text}\n")
    assert "le-mien" not in told


@pytest.mark.parametrize(
    ("subject", "text", "why"),
    [
        (SUBJECT.replace("un]", "absent]"), "Bonjour.", "Ce billet n’existe pas, ou plus."),
        (SUBJECT.replace("un]", "ferme]"), "Bonjour.", "Les commentaires de ce billet sont fermés."),
        (SUBJECT, "", "Écrivez votre commentaire."),
        (SUBJECT, "a" * 60_001, "Raccourcissez votre commentaire"),
    ],
)
def test_what_is_not_taken_is_said(room, subject, text, why):
    assert room.read(text, subject).kind is OutcomeKind.REFUSED
    told = said(room.told())
    assert "n’a pas été enregistré." in told and why in told and len(told) < 1000


def test_receipts_can_be_left_out(make_desk, postbox):
    room = Mailroom(make_desk, postbox)
    with room.desk.paths.rules.open() as rules:
        text = rules.read()
    room.desk.paths.rules.write_text(text.replace("[mail]\n", "[mail]\nreceipts = false\n"))
    room.read()
    room.read("Bonjour.", ENDED.replace("fermera", "ferme"))
    assert not room.sent()


def test_where_the_server_is_away_the_next_run_tells(room, deaf_port):
    good = room.desk.paths.rules.read_text()
    room.desk.paths.rules.write_text(good.replace(str(room.postbox.port), str(deaf_port)))
    first = room.read(Message_ID="<same@exemple.fr>")
    assert first.kind is OutcomeKind.UNANSWERED and room.waiting()
    room.desk.paths.rules.write_text(good)
    assert room.read(Message_ID="<same@exemple.fr>").kind is OutcomeKind.KNOWN
    assert room.read(Message_ID="<same@exemple.fr>").kind is OutcomeKind.KNOWN
    assert len(room.sent()) == 1 and room.waiting()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("450 4.2.1 greylisted", OutcomeKind.UNANSWERED), ("550 5.1.1 nobody", OutcomeKind.SUBMITTED)],
)
def test_an_address_that_the_server_refuses(room, answer, kind):
    room.postbox.refuses_recipient = answer
    assert room.read().kind is kind
    room.postbox.refuses_recipient = ""
    room.now += HOUR
    room.read("Autre.")
    assert room.sent()[-1]["To"] == ADDRESS


def test_nothing_of_an_address_is_kept(room):
    room.read(From="Zoé <temoin@exemple.fr>")
    folder = room.desk.paths.queue / "mail"
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert kept and not [path for path in kept if "temoin" in path.name + path.read_text(errors="replace")]


def test_names_and_titles_stay_on_their_line(room):
    known = json.loads(room.desk.paths.known_site.read_text())
    for article in known["articles"]:
        article["title"] = "Un\r\nBcc: x@exemple.fr\r\n\r\n\u202ecorps"
    room.desk.paths.known_site.write_text(json.dumps(known))
    room.read(From="=?utf-8?q?Z=0D=0ABcc=3A_x=40exemple=2Efr?= <zoe.canari@exemple.fr>")
    told = room.told()
    assert told["Bcc"] is None and room.postbox.sent[0].rcpt_tos == [ADDRESS]
    assert "\u202e" not in said(told)


def test_one_that_was_cut_off_is_the_same_mail_again(room, monkeypatch):
    for _ in range(2):
        with monkeypatch.context() as patched:
            patched.setattr("plugins.moderation.mail.receipts.files.write", _cut)
            assert room.read(Message_ID="<same@exemple.fr>").kind is OutcomeKind.LATER
    assert len({one["Message-ID"] for one in room.sent()}) == 1
    assert room.read(Message_ID="<same@exemple.fr>").kind is OutcomeKind.KNOWN
    assert room.waiting()


def _cut(path, data, private=False):
    if path.parent.name == "receipts":
        raise OSError("cut off")
    write(path, data, private=private)
