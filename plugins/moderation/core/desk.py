"""The moderation desk: the operations that the intake, the terminal, the browser and mail have in common,
with all access to files and commands."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.comments.form import CommentInput
from plugins.common import files, locks
from plugins.moderation.core import identity, judging, patterns, policy, publish_command, settings
from plugins.moderation.core.erased import ErasedCases
from plugins.moderation.core.index import QueueIndex
from plugins.moderation.core.login import LoginLinks
from plugins.moderation.core.policy import Circumstances, Verdict
from plugins.moderation.core.queue import NoSuchSubmission, Queue
from plugins.moderation.core.sessions import BrowserSessions
from plugins.moderation.core.settings import Settings
from plugins.moderation.core.states import Action, State
from plugins.moderation.core.submission import Source, Submission
from plugins.moderation.core.subscriptions import Subscriptions

RULES_FILE = "moderation.toml"


@dataclass(frozen=True, slots=True)
class DeskPaths:
    """Where everything lies below the project's folder. `output`: the output folder of the published
    build."""

    root: Path = Path()
    output: str = "output"

    @property
    def queue(self) -> Path:
        return self.root / "var" / "moderation"

    @property
    def comments(self) -> Path:
        return self.root / "content" / "comments"

    @property
    def rules(self) -> Path:
        return self.root / RULES_FILE

    @property
    def ledger(self) -> Path:
        """The public numbers; a build makes a page of them."""
        return self.root / "content" / "moderation.csv"

    @property
    def batches(self) -> Path:
        return self.queue / "batches"

    @property
    def corrected(self) -> Path:
        """Earlier versions of submissions whose words were changed."""
        return self.queue / "corrected"

    @property
    def publish_log(self) -> Path:
        """The output of the last publish command."""
        return self.queue / ".publication.log"

    @property
    def known_site(self) -> Path:
        """What the last build knows of the articles; written by `plugins.moderation.hooks`."""
        return self.root / f"{self.output}.hosts" / "intake.json"


class Desk:
    """One moderation desk. Raises SiteError if `moderation.toml` is invalid."""

    def __init__(self, paths: DeskPaths) -> None:
        self.paths = paths
        self.queue = Queue(paths.queue, paths.comments)
        self.index = QueueIndex(paths.queue, paths.comments, self.queue.rewritten)
        self.subscriptions = Subscriptions(paths.queue / "subscriptions")
        self.erased = ErasedCases(paths.queue / "erased.csv")
        self.sessions = BrowserSessions(paths.queue / "sessions")
        self.settings = self._read_settings()

    @property
    def tells_readers(self) -> bool:
        """Whether readers can subscribe to answers."""
        return bool(self.settings.notices.sender)

    def receive(
        self,
        words: CommentInput,
        circumstances: Circumstances,
        now: datetime,
        source: Source = "web",
        identifier: str | None = None,
    ) -> Submission:
        """Judge a submission and store it on disk. `now`: in the time zone that dates are printed in."""
        verdict = self.judge(words, circumstances)
        submission = Submission(
            id=identifier or identity.of_submission(now, secrets.token_bytes(identity.RANDOM_BYTES)),
            words=words,
            received=now.replace(microsecond=0),
            source=source,
            verdict=verdict.state,
            reasons=verdict.reasons,
        )
        self.queue.add(submission, verdict.state)
        return submission

    def already(self, identifier: str) -> Submission | None:
        """The submission with this id, if there is one."""
        try:
            return self.queue.find(identifier)[1]
        except NoSuchSubmission:
            return None

    def is_spent(self, identifier: str, slug: str) -> bool:
        """Whether an id was used before and its private file is gone: a comment of the article has it, or it
        was erased. No other submission may ever get it."""
        return (self.paths.comments / slug / f"{identifier}.txt").exists() or self.erased.holds(identifier)

    @contextmanager
    def alone_with(self, identifier: str) -> Iterator[None]:
        """A lock: no other process can store a submission with this id meanwhile."""
        with locks.alone(self.paths.queue / f"{locks.TICKET}{identifier[-1]}"):
            yield

    def decide(
        self,
        identifier: str,
        action: Action,
        now: datetime,
        reply_to: str | None = None,
        corrected: int | None = None,
        revision: int | None = None,
    ) -> State:
        """As `Queue.decide`. Call `after_decisions` afterwards, once for several decisions."""
        return self.queue.decide(identifier, action, now, reply_to, corrected, revision)

    def correct(self, identifier: str, words: CommentInput, now: datetime) -> Submission:
        """Store a correction by the sender, judged again with the circumstances of the first submission.
        Raises NoSuchSubmission, TooLate."""
        rules = self.settings.spam
        (matches,) = patterns.in_each(rules.patterns, [policy.text_of(words)])  # before the queue is locked
        return self.queue.correct(
            identifier,
            words,
            lambda submission: policy.judge(
                words, policy.circumstances_of(submission.reasons), rules, matches
            ),
            now,
        )

    def judge(self, words: CommentInput, circumstances: Circumstances) -> Verdict:
        """The verdict on a submission by the present rules."""
        return judging.verdict(words, circumstances, self.settings.spam)

    def publish(self) -> int | None:
        """Run the publish command, if there is one, and return its exit code. Raises OSError if the program
        does not exist."""
        command = self.settings.desk.publish
        return publish_command.run(command, self.paths.root, self.paths.publish_log) if command else None

    def key(self) -> bytes:
        """The secret that signs tickets and mail answers; created once, readable by its owner only."""
        path = self.paths.queue / ".key"
        with self.queue.locked():
            if not path.exists():
                files.write(path, secrets.token_hex(32).encode(), private=True)
            return path.read_bytes()

    def login_links(self) -> LoginLinks:
        """Login links to the browser desk, for the present moderators."""
        return LoginLinks(self.paths.queue / "logins", self.key(), self.settings.mail.moderators)

    def _read_settings(self) -> Settings:
        try:
            text = self.paths.rules.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Settings()
        return settings.parse(text, str(self.paths.rules))
