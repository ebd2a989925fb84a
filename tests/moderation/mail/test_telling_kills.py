"""Killed at any moment between a decision and the mails to readers: nobody is told twice, and nobody
forgotten. `KILLS=200` kills two hundred times; without it there are few."""

import json
import os
import subprocess
import sys
from email import message_from_bytes, policy
from random import randrange

from plugins.moderation.core import subscription
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.news import standing
from plugins.moderation.core.subscription import Subscription
from tests.moderation import telling
from tests.moderation.samples import NOW, submission
from tests.site.conftest import ROOT

KILLS = int(os.environ.get("KILLS", "8"))
READERS = ("zoe@exemple.fr", "ana@exemple.fr", "leo@exemple.fr")
PUBLISH = """
import json, os, pathlib
file, archive = pathlib.Path("output.hosts/intake.json"), pathlib.Path("content/comments/un")
told = json.loads(file.read_text())
(article,) = (one for one in told["articles"] if one["slug"] == "un")
ids = sorted(path.stem for path in archive.glob("[!.]*.txt"))
article["comments"] = [{"number": n, "id": one, "author": "Zoe"} for n, one in enumerate(ids, 1)]
article["count"] = len(ids)
new = file.with_name(f"{os.getpid()}.new")
new.write_text(json.dumps(told))
new.replace(file)
"""


def wish(desk, address):
    name = subscription.name(desk.key(), address, "un", None)
    desk.subscriptions.ask(Subscription(name, address, "un", None, NOW))
    desk.subscriptions.confirm(name, standing(()), NOW)


def told(postbox):
    """Of each reader, the comments of each mail; one that came twice has one Message-ID, and counts once."""
    found = {}
    for one in postbox.sent:
        mail = message_from_bytes(one.content, policy=policy.default)
        ids = [line.partition("#c")[2] for line in mail.get_content().splitlines() if "#c" in line]
        found.setdefault(mail["To"], {}).setdefault(mail["Message-ID"], set()).add(tuple(ids))
    return found


def test_nobody_twice_and_nobody_forgotten(make_desk, postbox, tmp_path):
    desk = make_desk(notices="avis@moderation.fr", smtp=f"127.0.0.1:{postbox.port}", moderator="")
    (tmp_path / "publish.py").write_text(PUBLISH)
    with desk.paths.rules.open("a") as rules:
        command = json.dumps([sys.executable, "-S", "-E", "publish.py"])
        rules.write(f"[desk]\nundo_days = 99999\npublish = {command}\n")
    desk = Desk(desk.paths)
    for address in READERS:
        wish(desk, address)
    words = [
        sys.executable,
        "-m",
        "tests.moderation.telling",
        str(tmp_path),
        str(KILLS),
        str(randrange(2**32)),
    ]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= KILLS // 3, "killed in the middle of it"
    wanted = sorted(submission(number).id for number in range(KILLS + telling.LEFT))
    found = told(postbox)
    assert found.keys() == set(READERS)
    for mails in found.values():
        assert all(len(kinds) == 1 for kinds in mails.values()), "one Message-ID, one mail"
        assert sorted(one for kinds in mails.values() for ids in kinds for one in ids) == wanted
