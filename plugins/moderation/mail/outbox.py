"""Notices that are still to be sent: worked out from the queue, so that nothing is written when a submission
comes, and none can be forgotten.

What waits and has no mark was not told. The mark is made after the server took the notice; a crash in between
sends it again, under the same Message-ID.
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
from plugins.moderation.mail import notice, servers
from plugins.moderation.mail.notice import NoticeContext
from plugins.moderation.mail.post import Unsent

MOST = 10
"""Notices of their own in an hour; the rest share one, so that no flood of comments is one of mails."""
_PERIOD = timedelta(hours=1)
_PORT = 25


@dataclass(frozen=True, slots=True)
class SendResult:
    """Of how many submissions the moderator was told now, and of how many only later: there were too many."""

    told: int
    left: int


class Outbox:
    """The notices of one desk that are still to be sent."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._mail = desk.settings.mail
        self._marks = desk.paths.queue / "mail" / "told"
        self._digest = self._marks.parent / ".digest"

    def send(self, now: datetime) -> SendResult:
        """Send what is to be sent. Raises Unsent, SiteError: what was not sent stays to be sent."""
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
        """Names of notices of what waits, oldest first. What was corrected has another: it is told again."""
        corrected = self._desk.queue.corrections.counts()
        return [notice.name(one, corrected.get(one, 0)) for one in self._desk.queue.ids(State.PENDING)]

    def _shares(self, untold: list[str], now: datetime) -> tuple[list[str], list[str]]:
        """Who has a notice of its own, and who shares one; the others wait for the next hour."""
        if not untold:
            return [], []
        lately = sum(self._is_recent(mark, now) for mark in self._marks.glob("*"))
        alone = max(0, MOST - lately)
        crowded = self._is_recent(self._digest, now)
        return untold[:alone], [] if crowded else untold[alone:]

    def _send(self, own: list[str], shared: list[str], key: bytes, now: datetime) -> None:
        where = servers.server("smtp", self._mail.smtp, _PORT, self._mail.smtp_user, RULES_FILE)
        left = len(own) + len(shared)
        try:
            with servers.smtp(where) as connection:
                for one in self._submissions(own):
                    connection.send_message(self._notice(one, key, now))
                    left -= 1
                    self._stamp(self._mark(notice.name(one.id, one.corrected)), now)
                if shared:
                    connection.send_message(
                        notice.digest(len(shared), self._mail, now, shared[-1], self._lang())
                    )
                    for path in (self._digest, *map(self._mark, shared)):
                        self._stamp(path, now)
        except (OSError, smtplib.SMTPException) as error:
            raise Unsent(f"{left} to send; {where.host}:{where.port}: {_brief(error)}") from None

    def _submissions(self, names: list[str]) -> Iterator[Submission]:
        """Those that still wait; a file that cannot be read is the command line's to report."""
        for name in names:
            try:
                yield self._desk.queue.read(State.PENDING, name.partition(".")[0])
            except (NoSuchSubmission, SiteError):
                continue

    def _notice(self, one: Submission, key: bytes, now: datetime) -> EmailMessage:
        until = now + timedelta(days=self._mail.answer_days)
        return notice.compose(one, self._around(one), self._mail, key, now, until)

    def _around(self, one: Submission) -> NoticeContext:
        context = SubmissionContext(self._desk.paths)
        known = context.site()
        article = known.articles.get(one.words.article) if known else None
        intake = known.site.intake_url if known else ""
        before = context.before(one)
        return NoticeContext(
            before=before[0].text if before else None,
            author=self._desk.settings.desk.author,
            title=context.title(one.words.article),
            address=known.address(article) if known and article else None,
            answered=_answered(one, context),
            lang=self._lang(),
            confirm=f"{urljoin(known.site.address, intake).rstrip('/')}/decider/"
            if known and intake
            else None,
        )

    def _lang(self) -> str:
        """The site's; where there has been no build, the source's."""
        known = SubmissionContext(self._desk.paths).site()
        return known.site.lang if known else translations.SOURCE

    def _stamp(self, path: Path, now: datetime) -> None:
        files.write(path, now.isoformat().encode(), private=True)

    def _is_recent(self, path: Path, now: datetime) -> bool:
        """Within the hour; a clock that was set back makes nothing wait longer than that."""
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


def _answered(one: Submission, context: SubmissionContext) -> ThreadEntry | None:
    """What is wrong with the archive is told by builds, not here."""
    try:
        return context.answered(one.words)
    except SiteError:
        return None


def _brief(error: Exception) -> str:
    """Without recipients and what a server says of them: it goes into logs."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the server answers {error.smtp_code}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "the server refuses the recipients"
    return str(error) or type(error).__name__
