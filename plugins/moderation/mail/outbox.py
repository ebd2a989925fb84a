"""Sends notices of pending submissions to the moderator. They are worked out from the queue, so that nothing
has to be written when a submission arrives, and none can be forgotten.

A pending submission without a mark has not been told of. The mark is written after the server has accepted
the notice; after a crash in between, it is sent again with the same Message-ID.
"""

import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urljoin

from plugins.comments.threads import ThreadEntry
from plugins.common import files, locks, translations
from plugins.common.errors import SiteError
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import RULES_FILE, Desk
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission
from plugins.moderation.mail import notice, reading, servers
from plugins.moderation.mail.notice import NoticeContext
from plugins.moderation.mail.post import Unsent

MOST = 10
"""How many submissions get a notice of their own within an hour. The others share one, so that a flood of
comments does not become a flood of mails."""
_PERIOD = timedelta(hours=1)
_PORT = 25


@dataclass(frozen=True, slots=True)
class SendResult:
    """`told`: the number of submissions or subscribers that a mail was sent for. `left`: of those that must
    wait for a later run."""

    told: int
    left: int


class Outbox:
    """The notices of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._mail = desk.settings.mail
        self._marks = desk.paths.queue / "mail" / "told"
        self._digest = self._marks.parent / ".digest"

    def send(self, now: datetime) -> SendResult:
        """Send everything that is due. Raises Unsent, SiteError; the rest is sent by the next run."""
        if not self._mail.moderator:
            return SendResult(0, 0)
        key = self._desk.key()  # made with its folder, if this is the first time
        self._marks.parent.mkdir(exist_ok=True, mode=0o700)
        with locks.alone(self._marks.parent / ".sending"):  # of two workers, one sends
            waiting = self._waiting()
            self._forget_all_but(set(waiting))
            untold = [name for name in waiting if not self._mark(name).exists()]
            own, shared = self._shares(untold, now)
            if own or shared:
                self._send(own, shared, key, now)
        told = len(own) + len(shared)
        return SendResult(told, len(untold) - told)

    def _waiting(self) -> list[str]:
        """The names of the notices of all pending submissions, oldest first. A correction changes the name,
        so that the moderator is told again."""
        corrected = self._desk.queue.corrections.counts()
        return [
            notice.name(identifier, corrected.get(identifier, 0))
            for identifier in self._desk.queue.ids(State.PENDING)
        ]

    def _shares(self, untold: list[str], now: datetime) -> tuple[list[str], list[str]]:
        """Which get a notice of their own, and which share a digest. There is one digest an hour; the others
        wait for the next."""
        if not untold:
            return [], []
        recent = sum(self._is_recent(mark, now) for mark in self._marks.glob("*"))
        available = max(0, MOST - recent)
        had_digest = self._is_recent(self._digest, now)
        return untold[:available], [] if had_digest else untold[available:]

    def _send(self, own: list[str], shared: list[str], key: bytes, now: datetime) -> None:
        server = servers.server("smtp", self._mail.smtp, _PORT, self._mail.smtp_user, RULES_FILE)
        left = len(own) + len(shared)
        try:
            with servers.smtp(server) as connection:
                for submission in self._submissions(own):
                    connection.send_message(self._notice(submission, key, now))
                    left -= 1
                    self._stamp(self._mark(notice.name(submission.id, submission.corrected)), now)
                if shared:
                    connection.send_message(
                        notice.digest(len(shared), self._mail, now, shared[-1], self._lang())
                    )
                    for path in (self._digest, *map(self._mark, shared)):
                        self._stamp(path, now)
        except (OSError, smtplib.SMTPException) as error:
            raise Unsent(f"{left} to send; {server.host}:{server.port}: {_brief(error)}") from None

    def _submissions(self, names: list[str]) -> Iterator[Submission]:
        """Those that are still pending. Unreadable files are skipped; the command line reports them."""
        for name in names:
            try:
                yield self._desk.queue.read(State.PENDING, name.partition(".")[0])
            except (NoSuchSubmission, SiteError):
                continue

    def _notice(self, submission: Submission, key: bytes, now: datetime) -> EmailMessage:
        until = now + timedelta(days=self._mail.answer_days)
        return notice.compose(submission, self._around(submission), self._mail, key, now, until)

    def _around(self, submission: Submission) -> NoticeContext:
        context = SubmissionContext(self._desk.paths)
        site = context.site()
        article = site.articles.get(submission.words.article) if site else None
        intake = site.site.intake_url if site else ""
        before = context.before(submission)
        return NoticeContext(
            before=before[0].text if before else None,
            author=self._desk.settings.desk.author,
            reads_mail=self._reads_mail(),
            title=context.title(submission.words.article),
            address=site.address(article) if site and article else None,
            answered=_answered(submission, context),
            lang=self._lang(),
            confirm=f"{urljoin(site.site.address, intake).rstrip('/')}/decider/" if site and intake else None,
        )

    def _reads_mail(self) -> bool:
        """Whether `make mail` reads a mailbox: the one in the settings, or one that it was given before."""
        return bool(self._mail.imap) or reading.has_read(self._desk)

    def _lang(self) -> str:
        """The site's language; without a build, that of the source."""
        site = SubmissionContext(self._desk.paths).site()
        return site.site.lang if site else translations.SOURCE

    def _stamp(self, path: Path, now: datetime) -> None:
        files.write(path, now.isoformat().encode(), private=True)

    def _is_recent(self, path: Path, now: datetime) -> bool:
        """Whether a file was stamped less than an hour before or after now. So a clock that was set back
        makes nothing wait for longer."""
        try:
            return abs(now - datetime.fromisoformat(path.read_text(encoding="ascii"))) < _PERIOD
        except (OSError, ValueError, TypeError):
            return False

    def _mark(self, name: str) -> Path:
        return self._marks / name

    def _forget_all_but(self, waiting: set[str]) -> None:
        if self._marks.is_dir():
            for mark in self._marks.iterdir():
                if mark.name not in waiting:
                    mark.unlink(missing_ok=True)


def _answered(submission: Submission, context: SubmissionContext) -> ThreadEntry | None:
    """The comment that is answered; None if the archive cannot be read, which builds report."""
    try:
        return context.answered(submission.words)
    except SiteError:
        return None


def _brief(error: Exception) -> str:
    """The error for the log, without recipients and the server's words about them."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the server answers {error.smtp_code}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "the server refuses the recipients"
    return str(error) or type(error).__name__
