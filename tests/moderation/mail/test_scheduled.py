"""`deploy/comments-by-mail`: comments without a machine of one's own, by a job that begins with a clone."""

import os
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from plugins.moderation.core import signing
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.states import Action
from tests.moderation.mail.conftest import MODERATOR
from tests.moderation.mail.letters import mail
from tests.moderation.mail.test_command import as_mbox
from tests.programs import need
from tests.site.conftest import ROOT, Site

NAMES = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def run(command, folder, **environment):
    done = subprocess.run(
        command,
        shell=isinstance(command, str),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", **NAMES, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def remote(tmp_path, postbox):
    """The repository of a site; its key, and where its mails are sent."""
    need("age")
    (tmp_path / "site").mkdir()
    site = Site(tmp_path / "site").article("un")
    for name in ("Makefile", "requirements.txt", "pyproject.toml", ".gitignore"):
        shutil.copy(ROOT / name, site.root)
    shutil.copytree(ROOT / "deploy", site.root / "deploy")
    rules = (
        f'[mail]\nmoderator = "{MODERATOR}"\nsender = "blog@exemple.fr"\nsmtp = "127.0.0.1:{postbox.port}"\n'
    )
    (site.root / "moderation.toml").write_text(rules)
    run("git init -q -b main && git add -A && git commit -qm 1", site.root)
    run("git clone -q --bare site remote && age-keygen -o key.txt", tmp_path)
    return tmp_path / "remote"


def job(remote, number, *mails):
    """A run of the job in a new clone: what it says, and its folder."""
    clone = remote.with_name(f"clone-{number}")
    run(["git", "clone", "-q", "--depth=1", remote.as_uri(), clone], remote.parent)
    (clone / ".venv/bin").mkdir(parents=True)
    (clone / ".venv/bin/python").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    (clone / ".venv/bin/python").chmod(0o755)
    for name in ("python", "site"):  # as make leaves them
        (clone / ".venv" / name).touch()
    box = remote.with_name(f"box-{number}")
    as_mbox(box, mails)
    key = (remote.parent / "key.txt").read_text()
    return run(["deploy/comments-by-mail", f"FROM={box}"], clone, AGE_KEY=key), clone


def commits(remote, branch):
    return run(["git", "log", "--format=%H", branch], remote).split()


def test_what_waits_outlives_the_machine_and_is_read_by_nobody(remote, postbox):
    _, first = job(remote, 1, mail("Bien dit.", "Commentaire sur « Un » [un]", Message_ID="<1@b>"))
    assert len(commits(remote, "queue")) == 1
    assert "comments/" not in run(["git", "ls-tree", "-r", "--name-only", "main"], remote)
    kept = subprocess.run(
        ["git", "show", "queue:var.tar.gz.age"], cwd=remote, capture_output=True, check=True
    )
    assert kept.stdout.startswith(b"age-encryption.org/")
    assert [MODERATOR] in [envelope.rcpt_tos for envelope in postbox.sent]
    (waits,) = (first / "var/moderation/pending").iterdir()
    signed = signing.sign(
        Mandate(Action.APPROVE, waits.stem, datetime.now(UTC) + timedelta(days=1)),
        Purpose.MAIL,
        (first / "var/moderation/.key").read_bytes(),
    )
    shutil.rmtree(first)

    _, second = job(remote, 2, mail("", f"Re: {signed}", From=MODERATOR, Message_ID="<2@b>"))
    shutil.rmtree(second)
    assert len(commits(remote, "queue")) == 1, "of what was erased nothing is left in a history"
    published = run(["git", "show", f"main:content/comments/un/{waits.name}"], remote)
    assert "Bien dit." in published and "zoe.canari" not in published

    before = commits(remote, "main")
    said, third = job(remote, 3)
    assert commits(remote, "main") == before
    assert not list((third / "var/moderation/pending").glob("*.txt"))
    assert not list(third.glob("before-restore.*")) and "restored" in said


def test_without_its_key_it_stops_and_takes_nothing_away(remote):
    job(remote, 1, mail("Bien dit.", "Commentaire sur « Un » [un]"))
    before = commits(remote, "queue")
    run("age-keygen -o other.txt && mv other.txt key.txt", remote.parent)
    with pytest.raises(AssertionError, match="no identity matched"):
        job(remote, 2)
    assert commits(remote, "queue") == before
