"""What becomes of a mail: decisions, comments, and all that is neither."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from plugins.common import files
from plugins.moderation import signing
from plugins.moderation.known import Heard
from plugins.moderation.mail import purpose
from plugins.moderation.mail.fate import DONE, Kind
from plugins.moderation.mail.sorting import Sorting
from plugins.moderation.signing import Mandate, Purpose
from plugins.moderation.site_file import SiteFile
from plugins.moderation.states import Action, State
from tests.moderation.mail.conftest import MODERATOR, sorting_of
from tests.moderation.mail.letters import SUBJECT, mail, parts
from tests.moderation.samples import NOW, submission
from tests.views.samples import article


@pytest.fixture
def waiting(desk):
    desk.queue.add(submission())
    return submission().id


def token(desk, action, identifier, purpose=Purpose.MAIL, until=NOW + timedelta(days=1)):
    return signing.sign(Mandate(action, identifier, until), purpose, desk.key())


def answer(subject, message_id="<r1@moderation.fr>", **headers):
    given = {"From": f"Ana <{MODERATOR.upper()}>", "Message_ID": message_id, **headers}
    return mail("Envoyez ce message tel quel.", subject, **given)


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT, Action.SPAM])
def test_a_signed_answer_is_a_decision(desk, sorting, waiting, action):
    fate = sorting.take(answer(token(desk, action, waiting)))
    state = desk.queue.find(waiting)[0]
    assert (state, fate.kind, fate.detail) == (
        {"approve": State.APPROVED, "reject": State.REJECTED, "spam": State.SPAM}[action],
        Kind.DECIDED,
        f"{waiting} is {state}",
    )
    assert desk.queue.owed.exists() is (action is Action.APPROVE)
    assert (desk.place.comments / "un" / f"{waiting}.txt").exists() is (action is Action.APPROVE)


@pytest.mark.parametrize(
    "around",
    [
        "Re: {}", "RE: {}", "Tr: {}", "Fwd: {}", "[EXTERNAL] Re: AW: {}", "{} ", "=?utf-8?q?{}?=",
        "=?utf-8?b?UmU6IA==?= {}", "Re:\r\n {}",
    ],
)  # fmt: skip
def test_what_mail_programs_put_around_it(desk, sorting, waiting, around):
    signed = token(desk, Action.APPROVE, waiting)
    signed = signed.replace("_", "=5F") if around.startswith("=?utf-8?q?") else signed  # RFC 2047 §4.2
    assert sorting.take(answer(around.format(signed))).kind is Kind.DECIDED


def test_a_subject_that_was_folded_in_the_middle(desk, sorting, waiting):
    signed = token(desk, Action.APPROVE, waiting)
    assert sorting.take(answer(f"{signed[:50]}\r\n {signed[50:]}")).kind is Kind.DECIDED


def refused(desk, sorting, subject, **headers):
    fate = sorting.take(answer(subject, **headers))
    assert fate.kind is Kind.REFUSED and desk.queue.ids(State.PENDING) == [submission().id]
    return fate.detail


def test_answers_that_are_refused(desk, sorting, waiting):
    good = token(desk, Action.APPROVE, waiting)
    changed = good.replace("approve", "reject") if good.startswith("approve") else ""
    assert refused(desk, sorting, changed, message_id="<a@b>") == "the signature is not this desk’s"
    page = token(desk, Action.APPROVE, waiting, Purpose.PAGE)
    assert refused(desk, sorting, page, message_id="<b@b>") == "the signature is not this desk’s"
    late = token(desk, Action.APPROVE, waiting, until=NOW - timedelta(seconds=1))
    assert refused(desk, sorting, late, message_id="<c@b>") == "the answer held until 2026-11-24"
    stranger = refused(desk, sorting, good, message_id="<d@b>", From="x@exemple.fr")
    assert stranger == "a signed answer, but not from [mail] moderator"
    gone = token(desk, Action.APPROVE, submission(9).id)
    assert refused(desk, sorting, gone, message_id="<e@b>") == "no such submission any more"


def test_a_decision_that_makes_no_sense_any_more(desk, sorting, waiting):
    desk.decide(waiting, Action.APPROVE, NOW)
    fate = sorting.take(answer(token(desk, Action.REJECT, waiting)))
    assert str(fate) == "refused: cannot reject what is approved; possible: undo"
    fate = sorting.take(answer(token(desk, Action.APPROVE, waiting), "<r2@b>"))
    assert str(fate) == f"done before: {waiting} is approved"


def test_an_answer_counts_once_even_if_it_was_undone_since(desk, sorting, waiting):
    given = answer(token(desk, Action.APPROVE, waiting))
    assert sorting.take(given).kind is Kind.DECIDED
    desk.decide(waiting, Action.UNDO, NOW)
    assert sorting_of(desk).take(given).kind is Kind.KNOWN
    assert desk.queue.find(waiting)[0] is State.PENDING


def only(desk):
    (identifier,) = desk.queue.ids(State.PENDING)
    return desk.queue.find(identifier)[1]


def test_a_mail_from_the_link_is_a_submission(desk, sorting):
    fate = sorting.take(mail("Bonjour.\n\nÀ bientôt\n-- \nZoé", f"Re: {SUBJECT}"))
    one = only(desk)
    assert (fate.kind, fate.detail) == (Kind.SUBMITTED, f"{one.id}, pending")
    assert (one.words.article, one.words.author, one.words.text) == (
        "un",
        "Zoé Petit",
        "Bonjour.\n\nÀ bientôt",
    )
    assert (one.words.email, one.source, one.reasons) == ("zoe.canari@exemple.fr", "mail", ())
    assert one.received.isoformat() == "2026-11-24T14:00:00+01:00" and one.id.startswith(
        "20261124-130000-000-"
    )


@pytest.mark.parametrize(
    "subject",
    ["Commentaire sur «\u00a0Tome [2]\u00a0» [un]", "[EXT] Commentaire sur «\u00a0L’été\u00a0» [un] [SPAM?]",
     "Re: [liste] Commentaire sur X [un]"],
)  # fmt: skip
def test_other_brackets_do_not_hide_the_article(desk, sorting, subject):
    assert sorting.take(mail(subject=subject)).kind is Kind.SUBMITTED


@pytest.mark.parametrize(
    ("subject", "answered"),
    [
        ("Commentaire sur «\u00a0L’été\u00a0» [un], en réponse à 13", "c13"),
        ("Re: Commentaire sur «\u00a0L’été\u00a0» [un],\u00a0en réponse à\r\n 13 [SPAM?]", "c13"),
        ("=?utf-8?q?Commentaire_sur_X_[un],_en_re=CC=81ponse_a=CC=80_13?=", "c13"),
        ("Commentaire sur «\u00a0[nul], en réponse à 13\u00a0» [un], en réponse à 2", "c2"),
        ("Commentaire sur «\u00a0[un], en réponse à 13\u00a0» [un]", None),
        ("Commentaire sur «\u00a0Il écrit en réponse à 13\u00a0» [un]", None),
        ("Commentaire sur X [un], en réponse à 3", None),  # withdrawn, say
        ("Commentaire sur X [un], en réponse à 130", None),
        ("Commentaire sur X [un], en réponse à 1234567890", None),
        ("Commentaire sur X [un], en réponse à ", None),
    ],
)
def test_the_number_in_the_subject_is_the_comment_that_is_answered(desk, subject, answered):
    site = SiteFile(desk.place.known_site).read()
    heard = Heard(2, "c2", "Ana"), Heard(13, "c13", "Luc")
    known = replace(site, articles={"un": replace(site.articles["un"], comments=heard)})
    assert Sorting(desk, lambda: known, NOW).take(mail(subject=subject)).kind is Kind.SUBMITTED
    assert only(desk).words.reply_to == answered


def test_the_subject_under_a_comment_is_understood():
    """The words are those of the link (`mailto_reply`)."""
    view = article("un", mailto=f"mailto:blog@exemple.fr?subject={quote('Commentaire sur X [un]')}")
    subject = parse_qs(urlsplit(f"{view.mailto_reply}13").query)["subject"][0]
    assert purpose.of(subject) == purpose.Comment((purpose.Aim("un", 13),))


def test_the_same_mail_twice_is_one_submission(desk, sorting):
    assert [sorting.take(mail()).kind, sorting.take(mail()).kind] == [Kind.SUBMITTED, Kind.KNOWN]
    assert sorting_of(desk).take(mail("autre texte, même identité")).kind is Kind.KNOWN
    assert len(desk.queue.ids(State.PENDING)) == 1


def test_it_stays_one_when_its_file_is_gone(desk, sorting):
    sorting.take(mail())
    desk.queue.erase(State.PENDING, only(desk).id)
    assert sorting_of(desk).take(mail()).kind is Kind.KNOWN


class PowerCut(BaseException):
    """Not an Exception: nothing may catch it."""


@pytest.mark.parametrize("steps", range(5))
@pytest.mark.parametrize("wanted", ["comment", "decision"])
def test_a_crash_at_any_step_is_finished_by_the_next_run(desk, waiting, monkeypatch, wanted, steps):
    desk.key()
    raw = mail() if wanted == "comment" else answer(token(desk, Action.APPROVE, waiting))
    left, write = iter(range(steps)), files.write

    def guarded(*arguments, **options):
        if next(left, None) is None:
            raise PowerCut
        return write(*arguments, **options)

    with monkeypatch.context() as power:
        power.setattr(files, "write", guarded)
        with suppress(PowerCut):
            sorting_of(desk).take(raw)
    assert sorting_of(desk).take(raw).kind in DONE
    assert sorting_of(desk).take(raw).kind is Kind.KNOWN
    if wanted == "comment":
        assert len(desk.queue.ids(State.PENDING)) == 2
    else:
        assert desk.queue.find(waiting)[0] is State.APPROVED
        assert len(list((desk.place.comments / "un").iterdir())) == 1


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"subject": "Commentaire sur «\u00a0X\u00a0» [nul]"}, "refused: no article “nul”"),
        ({"subject": "Commentaire sur «\u00a0X\u00a0» [../../etc]"}, "refused: no article “../../etc”"),
        (
            {"subject": "Commentaire sur «\u00a0Fermé\u00a0» [ferme]"},
            "refused: comments on “ferme” are closed",
        ),
        ({"text": "> cité"}, "refused: text: Écrivez votre commentaire."),
        (
            {"text": "x" * 60_001},
            "refused: text: Raccourcissez votre commentaire\u00a0: 60\u202f000\u00a0octets au plus.",
        ),
        ({"subject": "Bonjour [un]"}, "neither an answer nor a comment"),
        ({"subject": ""}, "neither an answer nor a comment"),
        ({"Auto_Submitted": "auto-replied"}, "automatic mail, ignored: Auto-Submitted: auto-replied"),
        (parts(("Content-Type: application/pdf", "x")), "refused: text: Écrivez votre commentaire."),
    ],
)
def test_mails_that_become_nothing(desk, sorting, headers, said):
    assert str(sorting.take(mail(**headers))) == said
    assert desk.queue.ids(State.PENDING) == []


def test_what_was_refused_is_not_taken_up_again(desk, sorting):
    raw = mail(subject="Commentaire sur X [nul]")
    assert [str(sorting.take(raw)) for _ in range(2)] == ["refused: no article “nul”", "refused before"]


@pytest.mark.parametrize("sender", ["zoe@exemple.fr", '"zoe@exemple.fr" <zoe@exemple.fr>'])
def test_an_address_is_no_name(desk, sorting, sender):
    sorting.take(mail(From=sender))
    assert only(desk).words.author == "Anonyme"


def test_an_address_that_the_form_would_refuse_is_left_out(desk, sorting):
    sorting.take(mail(From="Zoé <zoe@localhost>"))
    assert only(desk).words.email is None


def test_the_same_text_again_is_noted(desk, sorting):
    sorting.take(mail())
    fate = sorting.take(mail(Message_ID="<2@exemple.fr>"))
    assert fate.kind is Kind.SUBMITTED
    second = [desk.queue.find(i)[1] for i in desk.queue.ids(State.PENDING)]
    assert sorted(tuple(map(str, one.reasons)) for one in second) == [
        (),
        ("duplicate: the same text is here already (+60)",),
    ]


def test_who_has_published_before_is_known(desk, sorting):
    sorting.take(mail(From="ANA <z@exemple.fr>"))
    assert tuple(map(str, only(desk).reasons)) == ("known: has a published comment under this name (-20)",)


@pytest.mark.parametrize(
    "date", ["Tue, 24 Nov 2020 14:00:00 +0100", "Tue, 24 Nov 2037 14:00:00 +0100", "hier"]
)
def test_a_date_that_cannot_be_believed_is_not_printed(desk, sorting, date):
    sorting.take(mail(Date=date))
    assert only(desk).received == NOW


def test_before_the_first_build_a_comment_waits(desk):
    desk.place.known_site.unlink()
    fate = sorting_of(desk).take(mail())
    assert str(fate) == "left for later: no build has been made"


def test_a_full_disk_leaves_the_mail_for_later(desk, sorting, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(files, "write", full)
        assert str(sorting.take(mail())) == "left for later: [Errno 28] No space left on device"
    assert sorting.take(mail()).kind is Kind.SUBMITTED


def test_a_mail_that_no_parser_can_read_stops_nobody(sorting):
    inner = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(3000))
    assert str(sorting.take(inner.encode())).startswith("left for later: cannot be read (RecursionError)")


def test_marks_keep_no_identity(desk, sorting):
    sorting.take(mail())
    (mark,) = (desk.place.queue / "mail" / "seen").iterdir()
    assert mark.read_text() == "became a submission" and mark.stat().st_mode & 0o777 == 0o600
    assert "exemple" not in mark.name


def test_a_fate_tells_no_address_and_no_word(desk, sorting, waiting):
    raws = [mail("mot-canari"), mail("mot-canari", From="Zoé <zoe.canari@exemple.fr>", subject="canari [un]"),
            answer(token(desk, Action.APPROVE, waiting), From="zoe.canari@exemple.fr")]  # fmt: skip
    assert "canari" not in "".join(str(sorting.take(raw)) for raw in raws)


def test_every_run_has_the_same_key(desk):
    assert Sorting(desk, lambda: None, NOW)._key == desk.key()
