"""Turns a valid form into a submission, only once however often it is sent."""

from plugins.comments.form import CommentInput
from plugins.moderation.core.known_site import KnownArticle
from plugins.moderation.core.policy import Circumstances, Ticket
from plugins.moderation.core.submission import ParsedForm, Submission
from plugins.moderation.web import ticket
from plugins.moderation.web.intake import Intake
from plugins.moderation.web.ticket import TicketClaims


def receive(
    intake: Intake, parsed: ParsedForm, article: KnownArticle, words: CommentInput, ticket_text: str
) -> Submission:
    """Store a submission. The same form sent twice is one submission, found by the id in its ticket; a
    different form with the same ticket is another submission with its own id."""
    desk = intake.desk
    claims = ticket.read(intake.key, ticket_text, article.slug) if ticket_text else None
    if claims is None:
        return _put(intake, parsed, words, Ticket.FORGED if ticket_text else Ticket.MISSING, None)
    with desk.alone_with(claims.id):
        before = desk.already(claims.id)
        if before and before.words == words:
            return before
        used = before is not None or desk.is_spent(claims.id, article.slug)
        return _put(intake, parsed, words, Ticket.USED if used else Ticket.GOOD, claims)


def _put(
    intake: Intake, parsed: ParsedForm, words: CommentInput, state: Ticket, claims: TicketClaims | None
) -> Submission:
    now = intake.now()
    fingerprint = words.fingerprint
    circumstances = Circumstances(
        trapped=parsed.trapped,
        ticket=state,
        age=now - claims.moment if claims else None,
        duplicate=_is_known(intake, fingerprint) or not intake.counters.is_new(fingerprint, now),
        known_author=words.author.casefold() in intake.known_site.names,
    )
    identifier = claims.id if claims and state is Ticket.GOOD else None
    submission = intake.desk.receive(words, circumstances, now, identifier=identifier)
    intake.fingerprints.add(fingerprint)
    intake.follow_ups.submitted(submission)
    return submission


def _is_known(intake: Intake, fingerprint: str) -> bool:
    return fingerprint in intake.fingerprints or intake.desk.index.has_text(fingerprint)
