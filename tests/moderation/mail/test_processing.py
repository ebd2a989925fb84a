"""What becomes of a mail: decisions, comments, and all that is neither."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from plugins.common import files
from plugins.moderation.core import signing
from plugins.moderation.core.known_site import KnownComment
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.core.states import Action, State
from plugins.moderation.mail import purpose
from plugins.moderation.mail.outcome import DONE, OutcomeKind
from plugins.moderation.mail.processing import MailProcessor
from tests.moderation.mail.conftest import MODERATOR, processor_of
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
def test_a_signed_answer_is_a_decision(desk, processor, waiting, action):
    outcome = processor.process(answer(token(desk, action, waiting)))
    state = desk.queue.find(waiting)[0]
    assert (state, outcome.kind, outcome.detail) == (
        {"approve": State.APPROVED, "reject": State.REJECTED, "spam": State.SPAM}[action],
        OutcomeKind.DECIDED,
        f"{waiting} is {state}",
    )
    assert desk.queue.owed.exists() is (action is Action.APPROVE)
    assert (desk.paths.comments / "un" / f"{waiting}.txt").exists() is (action is Action.APPROVE)


@pytest.mark.parametrize(
    "around",
    [
        "Re: {}", "RE: {}", "Tr: {}", "Fwd: {}", "[EXTERNAL] Re: AW: {}", "{} ", "=?utf-8?q?{}?=",
        "=?utf-8?b?UmU6IA==?= {}", "Re:\r\n {}",
    ],
)  # fmt: skip
def test_what_mail_programs_put_around_it(desk, processor, waiting, around):
    signed = token(desk, Action.APPROVE, waiting)
    signed = signed.replace("_", "=5F") if around.startswith("=?utf-8?q?") else signed  # RFC 2047 §4.2
    assert processor.process(answer(around.format(signed))).kind is OutcomeKind.DECIDED


def test_a_subject_that_was_folded_in_the_middle(desk, processor, waiting):
    signed = token(desk, Action.APPROVE, waiting)
    assert processor.process(answer(f"{signed[:50]}\r\n {signed[50:]}")).kind is OutcomeKind.DECIDED


def refused(desk, processor, subject, **headers):
    outcome = processor.process(answer(subject, **headers))
    assert outcome.kind is OutcomeKind.REFUSED and desk.queue.ids(State.PENDING) == [submission().id]
    return outcome.detail


def test_answers_that_are_refused(desk, processor, waiting):
    good = token(desk, Action.APPROVE, waiting)
    changed = good.replace("approve", "reject") if good.startswith("approve") else ""
    assert refused(desk, processor, changed, message_id="<a@b>") == "the signature is not this desk’s"
    page = token(desk, Action.APPROVE, waiting, Purpose.PAGE)
    assert refused(desk, processor, page, message_id="<b@b>") == "the signature is not this desk’s"
    late = token(desk, Action.APPROVE, waiting, until=NOW - timedelta(seconds=1))
    assert refused(desk, processor, late, message_id="<c@b>") == "the answer held until 2026-11-24"
    stranger = refused(desk, processor, good, message_id="<d@b>", From="x@exemple.fr")
    assert stranger == "a signed answer, but not from [mail] moderator"
    gone = token(desk, Action.APPROVE, submission(9).id)
    assert refused(desk, processor, gone, message_id="<e@b>") == "no such submission any more"


def test_a_decision_that_makes_no_sense_any_more(desk, processor, waiting):
    desk.decide(waiting, Action.APPROVE, NOW)
    outcome = processor.process(answer(token(desk, Action.REJECT, waiting)))
    assert str(outcome) == "refused: cannot reject what is approved; possible: undo"
    outcome = processor.process(answer(token(desk, Action.APPROVE, waiting), "<r2@b>"))
    assert str(outcome) == f"done before: {waiting} is approved"


def test_an_answer_counts_once_even_if_it_was_undone_since(desk, processor, waiting):
    given = answer(token(desk, Action.APPROVE, waiting))
    assert processor.process(given).kind is OutcomeKind.DECIDED
    desk.decide(waiting, Action.UNDO, NOW)
    assert processor_of(desk).process(given).kind is OutcomeKind.KNOWN
    assert desk.queue.find(waiting)[0] is State.PENDING


def only(desk):
    (identifier,) = desk.queue.ids(State.PENDING)
    return desk.queue.find(identifier)[1]


def test_a_mail_from_the_link_is_a_submission(desk, processor):
    outcome = processor.process(mail("Bonjour.\n\nÀ bientôt\n-- \nZoé", f"Re: {SUBJECT}"))
    one = only(desk)
    assert (outcome.kind, outcome.detail) == (OutcomeKind.SUBMITTED, f"{one.id}, pending")
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
def test_other_brackets_do_not_hide_the_article(desk, processor, subject):
    assert processor.process(mail(subject=subject)).kind is OutcomeKind.SUBMITTED


@pytest.mark.parametrize(
    ("subject", "answered"),
    [
        ("Commentaire sur «\u00a0L’été\u00a0» [un], en réponse à 13", "c13"),
        ("Re: Commentaire sur «\u00a0L’été\u00a0» [un],\u00a0en réponse à\r\n 13 [SPAM?]", "c13"),
        ("=?utf-8?q?Commentaire_sur_X_[un],_en_re=CC=81ponse_a=CC=80_13?=", "c13"),
        ("Commentaire sur «\u00a0L’été\u00a0» [un], en réponse à c20261124-1", "20261124-1"),
        ("Commentaire sur «\u00a0L’été\u00a0» [un], en réponse à cc13 [SPAM?]", "c13"),
        ("Commentaire sur X [un], en réponse à c20261124-2", None),
        ("Commentaire sur «\u00a0[nul], en réponse à 13\u00a0» [un], en réponse à 2", "c2"),
        ("Commentaire sur «\u00a0[un], en réponse à 13\u00a0» [un]", None),
        ("Commentaire sur «\u00a0Il écrit en réponse à 13\u00a0» [un]", None),
        ("Commentaire sur X [un], en réponse à 3", None),  # withdrawn, say
        ("Commentaire sur X [un], en réponse à 130", None),
        ("Commentaire sur X [un], en réponse à 1234567890", None),
        ("Commentaire sur X [un], en réponse à ", None),
    ],
)
def test_the_subject_names_the_comment_that_is_answered(desk, subject, answered):
    site = SiteFile(desk.paths.known_site).read()
    heard = (
        KnownComment(2, "c2", "Ana"),
        KnownComment(7, "20261124-1", "Zed"),
        KnownComment(13, "c13", "Luc"),
    )
    known = replace(site, articles={"un": replace(site.articles["un"], comments=heard)})
    assert (
        MailProcessor(desk, lambda: known, NOW).process(mail(subject=subject)).kind is OutcomeKind.SUBMITTED
    )
    assert only(desk).words.reply_to == answered


def test_the_subject_under_a_comment_is_understood():
    """The words are those of the link (`mailto_reply`)."""
    view = article("un", mailto=f"mailto:blog@exemple.fr?subject={quote('Commentaire sur X [un]')}")
    subject = parse_qs(urlsplit(f"{view.mailto_reply('fr')}c13").query)["subject"][0]
    assert purpose.of(subject) == purpose.CommentMail((purpose.CommentTarget("un", "c13"),))


def test_the_same_mail_twice_is_one_submission(desk, processor):
    assert [processor.process(mail()).kind, processor.process(mail()).kind] == [
        OutcomeKind.SUBMITTED,
        OutcomeKind.KNOWN,
    ]
    assert processor_of(desk).process(mail("autre texte, même identité")).kind is OutcomeKind.KNOWN
    assert len(desk.queue.ids(State.PENDING)) == 1


def test_it_stays_one_when_its_file_is_gone(desk, processor):
    processor.process(mail())
    desk.queue.erase(State.PENDING, only(desk).id)
    assert processor_of(desk).process(mail()).kind is OutcomeKind.KNOWN


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
            processor_of(desk).process(raw)
    assert processor_of(desk).process(raw).kind in DONE
    assert processor_of(desk).process(raw).kind is OutcomeKind.KNOWN
    if wanted == "comment":
        assert len(desk.queue.ids(State.PENDING)) == 2
    else:
        assert desk.queue.find(waiting)[0] is State.APPROVED
        assert len(list((desk.paths.comments / "un").iterdir())) == 1


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"subject": "Commentaire sur «\u00a0X\u00a0» [nul]"}, "refused: no article “nul”"),
        ({"subject": "Commentaire sur «\u00a0X\u00a0» [../../etc]"}, "refused: no article “../../etc”"),
        (
            {"subject": "Commentaire sur «\u00a0Fermé\u00a0» [ferme]"},
            "refused: comments on “ferme” are closed",
        ),
        ({"text": "> cité"}, "refused: text: Write your comment."),
        (
            {"text": "x" * 60_001},
            "refused: text: Shorten your comment: 60,000 bytes at most.",
        ),
        ({"subject": "Bonjour [un]"}, "neither an answer nor a comment"),
        ({"subject": ""}, "neither an answer nor a comment"),
        ({"Auto_Submitted": "auto-replied"}, "automatic mail, ignored: Auto-Submitted: auto-replied"),
        (parts(("Content-Type: application/pdf", "x")), "refused: text: Write your comment."),
    ],
)
def test_mails_that_become_nothing(desk, processor, headers, said):
    assert str(processor.process(mail(**headers))) == said
    assert desk.queue.ids(State.PENDING) == []


def test_what_was_refused_is_not_taken_up_again(desk, processor):
    raw = mail(subject="Commentaire sur X [nul]")
    assert [str(processor.process(raw)) for _ in range(2)] == ["refused: no article “nul”", "refused before"]


@pytest.mark.parametrize("sender", ["zoe@exemple.fr", '"zoe@exemple.fr" <zoe@exemple.fr>'])
def test_an_address_is_no_name(desk, processor, sender):
    processor.process(mail(From=sender))
    assert only(desk).words.author == "Anonyme"


def test_an_address_that_the_form_would_refuse_is_left_out(desk, processor):
    processor.process(mail(From="Zoé <zoe@localhost>"))
    assert only(desk).words.email is None


def test_the_same_text_again_is_noted(desk, processor):
    processor.process(mail())
    outcome = processor.process(mail(Message_ID="<2@exemple.fr>"))
    assert outcome.kind is OutcomeKind.SUBMITTED
    second = [desk.queue.find(i)[1] for i in desk.queue.ids(State.PENDING)]
    assert sorted(tuple(map(str, one.reasons)) for one in second) == [
        (),
        ("duplicate: the same text is here already (+60)",),
    ]


def test_who_has_published_before_is_known(desk, processor):
    processor.process(mail(From="ANA <z@exemple.fr>"))
    assert tuple(map(str, only(desk).reasons)) == ("known: has a published comment under this name (-20)",)


@pytest.mark.parametrize(
    "date", ["Tue, 24 Nov 2020 14:00:00 +0100", "Tue, 24 Nov 2037 14:00:00 +0100", "hier"]
)
def test_a_date_that_cannot_be_believed_is_not_printed(desk, processor, date):
    processor.process(mail(Date=date))
    assert only(desk).received == NOW


def test_before_the_first_build_a_comment_waits(desk):
    desk.paths.known_site.unlink()
    outcome = processor_of(desk).process(mail())
    assert str(outcome) == "left for later: no build has been made"


def test_a_full_disk_leaves_the_mail_for_later(desk, processor, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(files, "write", full)
        assert str(processor.process(mail())) == "left for later: [Errno 28] No space left on device"
    assert processor.process(mail()).kind is OutcomeKind.SUBMITTED


def test_a_mail_that_no_parser_can_read_stops_nobody(processor):
    inner = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(3000))
    assert str(processor.process(inner.encode())).startswith(
        "left for later: cannot be read (RecursionError)"
    )


def test_marks_keep_no_identity(desk, processor):
    processor.process(mail())
    (mark,) = (desk.paths.queue / "mail" / "seen").iterdir()
    assert mark.read_text() == "became a submission" and mark.stat().st_mode & 0o777 == 0o600
    assert "exemple" not in mark.name


def test_a_fate_tells_no_address_and_no_word(desk, processor, waiting):
    raws = [mail("mot-canari"), mail("mot-canari", From="Zoé <zoe.canari@exemple.fr>", subject="canari [un]"),
            answer(token(desk, Action.APPROVE, waiting), From="zoe.canari@exemple.fr")]  # fmt: skip
    assert "canari" not in "".join(str(processor.process(raw)) for raw in raws)


def test_every_run_has_the_same_key(desk):
    assert MailProcessor(desk, lambda: None, NOW)._key == desk.key()
