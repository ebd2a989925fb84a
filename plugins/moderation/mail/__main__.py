"""`make mail`: reads the desk's mailbox, processes its mails, and sends the notices that wait.

`python -m plugins.moderation.mail` reads the mailbox of `moderation.toml`; or name an mbox file, a Maildir,
an .eml file or a folder of them.
"""

import argparse
import imaplib
import mailbox
import sys
from collections.abc import Iterator
from contextlib import closing as closed
from datetime import UTC, datetime
from pathlib import Path

from plugins.common.counting import counted
from plugins.common.errors import Problem, SiteError
from plugins.common.interruption import exit_code
from plugins.common.text import for_terminal
from plugins.moderation.core import hook
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import RULES_FILE, Desk, DeskPaths
from plugins.moderation.core.hook import HookFailed
from plugins.moderation.mail import imap, mailboxes, reading, servers
from plugins.moderation.mail.mailboxes import Mailbox
from plugins.moderation.mail.outbox import Outbox
from plugins.moderation.mail.post import Unsent
from plugins.moderation.mail.subscriber_outbox import SubscriberOutbox

_IMAP_PORT = 143


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        desk = Desk(DeskPaths(Path()))
        now = SubmissionContext(desk.paths).in_zone(datetime.now(UTC).replace(microsecond=0))
        boxes = _boxes(desk, options)
        wrong = 0
        for box in boxes:
            with closed(box):
                wrong += reading.read(desk, box, now, options.delete, options.quiet)
    except (SiteError, OSError, imaplib.IMAP4.error, mailbox.Error) as error:
        print(f"The mailbox cannot be read: {for_terminal(_message(error))}", file=sys.stderr)
        return 1
    return 1 if _send(desk, now) + wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make mail",
        description="Read the mailbox, carry out answers, take comments, send notices. Settings: [mail] in "
        "moderation.toml; passwords: SMTP_PASSWORD and IMAP_PASSWORD.",
    )
    parser.add_argument("path", nargs="*", type=Path, help="mbox, Maildir, .eml, or a folder of .eml files")
    parser.add_argument(
        "--delete", action="store_true", help="delete the mails that were carried out; no others ever go"
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing of mails that were none of ours")
    return parser


def _boxes(desk: Desk, options: argparse.Namespace) -> Iterator[Mailbox]:
    mail = desk.settings.mail
    for path in options.path:
        yield mailboxes.local(path, options.delete)
    if not options.path and mail.imap:
        server = servers.server("imap", mail.imap, _IMAP_PORT, mail.imap_user, RULES_FILE)
        yield imap.ImapMailbox(servers.imap(server), mail.imap_folder, options.delete)
    elif not options.path and not mail.moderator:
        hint = "Set “moderator” and “imap” there (docs/moderation.md), or name a mailbox: make mail FROM=…"
        raise SiteError([Problem(RULES_FILE, 0, "[mail] names no mailbox", hint)])


def _send(desk: Desk, now: datetime) -> int:
    """Send the notices that wait. Returns 1 if they could not be sent."""
    try:
        sent = Outbox(desk).send(now)
        readers = SubscriberOutbox(desk).send(now)
        hook.run(desk, now)
    except (Unsent, HookFailed, SiteError) as error:
        print(f"Notices wait: {error}\n    The next run sends them: make mail", file=sys.stderr)
        return 1
    if sent.told:
        print(f"{sent.told} told to the moderator")
    if readers.told:
        print(f"{readers.told} sent to readers")
    if readers.left:
        later = counted(readers.left, "reader is", "readers are")
        print(f"{later} told by a later run: once an hour at most")
    if sent.left:
        print(f"{sent.left} more to tell: too many in an hour; the next mail has the rest (make moderate)")
    return 0


def _message(error: Exception) -> str:
    return "\n".join(map(str, error.problems)) if isinstance(error, SiteError) else str(error)


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
