"""Sessions: of a secret only its hash is kept; idle ones end, and so do old ones."""

from datetime import timedelta

import pytest

from plugins.moderation.core import sessions
from plugins.moderation.core.sessions import IDLE, LONGEST, BrowserSessions
from tests.moderation.samples import NOW

LITTLE = timedelta(seconds=1)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "var" / "sessions"


@pytest.fixture
def kept(folder):
    return BrowserSessions(folder)


def test_a_secret_opens_its_own(kept):
    zoe, lea = kept.begin("zoe@exemple.fr", NOW), kept.begin("lea@exemple.fr", NOW)
    assert kept.use(zoe, NOW).who == "zoe@exemple.fr" and kept.use(lea, NOW).who == "lea@exemple.fr"
    assert len(zoe) == 43 and zoe != lea
    for other in ("", "x", zoe[:-1], zoe + "x", kept.use(zoe, NOW).name, "../" + zoe, "é"):
        assert kept.use(other, NOW) is None


def test_the_disk_does_not_know_it(kept, folder):
    secret = kept.begin("zoe@exemple.fr", NOW)
    (file,) = folder.iterdir()
    assert secret not in file.read_text() + file.name and sessions.form_token(secret) not in file.read_text()
    assert (file.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_it_ends_when_nobody_uses_it(kept):
    secret, moment = kept.begin("", NOW), NOW
    for _ in range(3):
        moment += IDLE
        assert kept.use(secret, moment)
    assert kept.use(secret, moment + IDLE + LITTLE) is None


def test_it_ends_however_much_it_is_used(kept):
    secret, moment = kept.begin("", NOW), NOW
    while moment < NOW + LONGEST:
        assert kept.use(secret, moment)
        moment += IDLE / 2
    assert kept.use(secret, NOW + LONGEST + LITTLE) is None


def test_what_was_ended_stays_ended(kept, monkeypatch):
    """Even where another request of it was on its way."""
    secret = kept.begin("", NOW)
    one = kept.use(secret, NOW)
    monkeypatch.setattr(kept, "_read", lambda _: one)
    kept._path(one.name).unlink()
    assert kept.use(secret, NOW) is one
    monkeypatch.undo()
    assert kept.use(secret, NOW) is None


def test_a_list_and_an_end_for_one_and_for_all(kept):
    secrets = [kept.begin(f"{number}@exemple.fr", NOW + timedelta(minutes=number)) for number in range(3)]
    assert [one.who[0] for one in kept.all()] == ["2", "1", "0"]
    kept.end(kept.all()[0].name)
    kept.end("../../moderation")
    assert [kept.use(secret, NOW) is not None for secret in secrets] == [True, True, False]
    assert kept.end_all() == 2 and kept.all() == []


def test_those_that_are_over_go_with_the_next(kept, folder):
    kept.begin("", NOW)
    kept.begin("", NOW + IDLE + LITTLE)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"who": ""}', b'{"who": "", "began": "x"}', b"\xff"])
def test_a_damaged_file_opens_nothing(kept, folder, data):
    secret = kept.begin("", NOW)
    (file,) = folder.iterdir()
    file.write_bytes(data)
    assert kept.use(secret, NOW) is None and kept.all() == []
