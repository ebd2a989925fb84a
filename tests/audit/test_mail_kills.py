"""`make mail` killed while it reads, again and again: nothing is lost, nothing there twice."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.states import Action, State
from tests.moderation.mail.letters import SUBJECT, mail
from tests.moderation.samples import submission
from tests.site.conftest import Site

MODERATOR = "ana@moderation.fr"
MAILS, KILLS = 150, 40
COMMAND = [sys.executable, "-m", "plugins.moderation.mail", "box", "--quiet"]


def test_nothing_twice_and_nothing_lost(tmp_path):
    site = Site(tmp_path).article().build()
    (site.root / "moderation.toml").write_text(f'[mail]\nmoderator = "{MODERATOR}"\nsmtp = "127.0.0.1:9"\n')
    desk = Desk(DeskPaths(site.root))
    box = site.root / "box"
    box.mkdir()
    until = datetime.now(UTC) + timedelta(days=1)
    for number in range(MAILS):
        desk.queue.add(submission(number))
        signed = signing.sign(Mandate(Action.APPROVE, submission(number).id, until), Purpose.MAIL, desk.key())
        comment = mail(f"Texte {number}.", SUBJECT, Message_ID=f"<c{number}@b>")
        decision = mail("", f"Re: {signed}", From=MODERATOR, Message_ID=f"<d{number}@b>")
        (box / f"{number:03}a.eml").write_bytes(comment)
        (box / f"{number:03}b.eml").write_bytes(decision)
    killed = sum(_killed(site, desk, random.randrange(2 * MAILS // KILLS)) for _ in range(KILLS))
    assert killed >= KILLS // 2
    done = subprocess.run(COMMAND, cwd=site.root, capture_output=True, text=True, check=False)
    assert "refused" not in done.stdout and "later" not in done.stdout, done.stdout
    texts = sorted(desk.queue.read(State.PENDING, i).words.text for i in desk.queue.ids(State.PENDING))
    assert texts == sorted(f"Texte {number}." for number in range(MAILS))
    assert len(desk.queue.ids(State.APPROVED)) == MAILS
    public = sorted(path.stem for path in (desk.paths.comments / "un").glob("*.txt"))
    assert public == sorted(submission(number).id for number in range(MAILS))


def _killed(site: Site, desk: Desk, letters: int) -> bool:
    """Whether it was still at it, once it had done so many letters and a little of the next."""
    environment = {"PATH": os.environ["PATH"]}
    enough = _done(desk) + letters
    process = subprocess.Popen(
        COMMAND, cwd=site.root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None and _done(desk) < enough:
        time.sleep(0.001)
    time.sleep(random.uniform(0, 0.002))
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def _done(desk: Desk) -> int:
    """Letters: one that says something waits, one that decides approves what waited."""
    return len(desk.queue.ids(State.PENDING)) + 2 * len(desk.queue.ids(State.APPROVED))
