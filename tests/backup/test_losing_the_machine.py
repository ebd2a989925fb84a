"""A site is backed up, its machine is lost, and the backup is restored into a new copy of the project."""

import re
import shutil
import sqlite3
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from plugins.backup import __main__ as backup_command
from plugins.backup import restore as restore_command
from plugins.common.interruption import INTERRUPTED, exit_code
from plugins.importers.import_journal import ImportJournal, digest
from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.signing import Purpose
from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW, submission
from tests.programs import need

ROOT = Path(__file__).parents[2]
LOST = (".lock", "sessions", "index.sqlite", ".rewritten", ".indexing", ".counting")


def project(folder):
    """A new copy of the project, as far as these commands look at it."""
    folder.mkdir()
    for name in ("pyproject.toml", "pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def lived_in(tmp_path):
    """A site with all that can be lost."""
    root = project(tmp_path / "first")
    for name, text in {
        "content/articles/un.md": "Title: Un\n",
        "content/moderation.csv": "month\n",
        "content/public/plage.jpg": "\0\1",
        "site.toml": 'name = "Le mien"\n',
        "moderation.toml": "[desk]\nundo_days = 3\n",
        "theme.local/static/css/tokens.css": ":root {}\n",
        "elsewhere/film.webm": "film",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / "content/films").symlink_to(root / "elsewhere")
    (root / "content/films/again").symlink_to(root / "content")
    desk = Desk(DeskPaths(root))
    for number in range(4):
        desk.queue.add(submission(number))
    one, two, three, _ = desk.queue.ids(State.PENDING)
    desk.decide(one, Action.APPROVE, NOW)
    desk.decide(two, Action.REJECT, NOW)
    desk.decide(three, Action.SPAM, NOW)
    desk.key()
    desk.sessions.begin("a@b.fr", NOW)
    (root / "var/moderation/subscriptions").mkdir()
    (root / "var/moderation/subscriptions/0123.txt").write_text("Address: z@exemple.fr\n")
    journal = ImportJournal(root / "var/import/ledger.sqlite", dry=False)
    journal.note("content/articles/un.md", digest(b"x"))
    journal.close()
    return root


def run(monkeypatch, root, command, *words):
    monkeypatch.chdir(root)
    return command.main([str(word) for word in words])


def kept(root):
    """All of the owner's, but what a loss may take: by name, the bytes and who may read them."""
    places = ("content", "site.toml", "moderation.toml", "theme.local", "var", "pelicanconf.py")
    found = {}
    for place in places:
        for path in [root / place, *(root / place).rglob("*"), *(root / place / "films").glob("*.webm")]:
            name = path.relative_to(root).as_posix()
            if path.is_file() and not set(name.split("/")) & set(LOST):
                data = ledger_rows(path) if path.suffix == ".sqlite" else path.read_bytes()
                found[name] = data, path.stat().st_mode & 0o077 == 0
    return found


def ledger_rows(path):
    base = sqlite3.connect(path)
    rows = base.execute("SELECT * FROM written").fetchall()
    base.close()
    return rows


def copies(tmp_path, name="b.tar.gz"):
    (tmp_path / "usb").mkdir(exist_ok=True)
    return tmp_path / "usb" / name


def test_a_lost_machine(lived_in, tmp_path, monkeypatch, capsys):
    (lived_in / "pelicanconf.py").write_text("SITENAME = 'Le mien'\n")
    before, key = kept(lived_in), Desk(DeskPaths(lived_in)).key()
    link = signing.sign_id("x", Purpose.LOGIN, key)
    assert run(monkeypatch, lived_in, backup_command, copies(tmp_path)) == 0
    assert copies(tmp_path).stat().st_mode & 0o777 == 0o600
    shutil.rmtree(lived_in)

    new = project(tmp_path / "new")
    (new / "content/articles").mkdir(parents=True)
    (new / "content/articles/sample.md").write_text("Title: Sample\n")
    assert run(monkeypatch, new, restore_command, copies(tmp_path)) == 0
    said = capsys.readouterr().out
    after = kept(new)
    assert after == before and "content/films/film.webm" in after
    assert not (new / "content/films").is_symlink()
    assert not (new / "content/articles/sample.md").exists()
    (aside,) = new.glob("before-restore.*")
    assert (aside / "content/articles/sample.md").exists() and f"What was here is in {aside.name}/." in said
    assert aside.stat().st_mode & 0o077 == 0

    desk = Desk(DeskPaths(new))
    assert signing.read_id(link, Purpose.LOGIN, desk.key()) == "x"
    assert desk.sessions.all() == []
    (waiting,) = desk.queue.ids(State.PENDING)
    desk.decide(waiting, Action.APPROVE, NOW + timedelta(days=1))
    assert len(list((new / "content/comments/un").iterdir())) == 2


def test_nothing_happens_in_a_dry_run(lived_in, tmp_path, monkeypatch, capsys):
    run(monkeypatch, lived_in, backup_command, copies(tmp_path))
    before = kept(lived_in), sorted(path.name for path in lived_in.iterdir())
    capsys.readouterr()
    assert run(monkeypatch, lived_in, restore_command, copies(tmp_path), "--dry") == 0
    assert (kept(lived_in), sorted(path.name for path in lived_in.iterdir())) == before
    assert "would be restored" in capsys.readouterr().out


def test_a_damaged_file_changes_nothing(lived_in, tmp_path, monkeypatch, capsys):
    run(monkeypatch, lived_in, backup_command, copies(tmp_path))
    data = copies(tmp_path).read_bytes()
    copies(tmp_path).write_bytes(data[: len(data) // 2])
    before = kept(lived_in), sorted(path.name for path in lived_in.iterdir())
    assert run(monkeypatch, lived_in, restore_command, copies(tmp_path)) == 1
    assert (kept(lived_in), sorted(path.name for path in lived_in.iterdir())) == before
    assert "Nothing was changed." in capsys.readouterr().err


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_was_moved_is_moved_back(lived_in, tmp_path, monkeypatch, capsys, error):
    run(monkeypatch, lived_in, backup_command, copies(tmp_path))
    before = kept(lived_in), sorted(path.name for path in lived_in.iterdir())
    rename, renamed = Path.rename, []

    def fail_once(path, target):
        renamed.append(path)
        if len(renamed) == 3:
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_once)
    assert exit_code(lambda: run(monkeypatch, lived_in, restore_command, copies(tmp_path))) in (
        1,
        INTERRUPTED,
    )
    assert len(renamed) == 5
    assert (kept(lived_in), sorted(path.name for path in lived_in.iterdir())) == before
    assert re.search(r"Nothing was changed\.|Stopped\.", capsys.readouterr().err)


def test_settings_of_another_version_are_put_aside(lived_in, tmp_path, monkeypatch, capsys):
    (lived_in / "pelicanconf.py").write_text("SITENAME = 'Le mien'\n")
    run(monkeypatch, lived_in, backup_command, copies(tmp_path))
    new = project(tmp_path / "new")
    (new / "pyproject.toml").write_text('[project]\nversion = "99.0.0"\n')
    capsys.readouterr()
    run(monkeypatch, new, restore_command, copies(tmp_path))
    (aside,) = new.glob("before-restore.*")
    said = capsys.readouterr().out
    assert "This is version 99.0.0: its settings stay." in said
    assert f"    {aside.name}/pelicanconf.py" in said
    assert (new / "pelicanconf.py").read_bytes() == (ROOT / "pelicanconf.py").read_bytes()


def test_one_place_alone(lived_in, tmp_path, monkeypatch):
    """All else stays as it is, where it is restored."""
    made = copies(tmp_path)
    assert run(monkeypatch, lived_in, backup_command, made, "--only", "var") == 0
    before = kept(lived_in)
    shutil.rmtree(lived_in / "var")
    (lived_in / "content/articles/deux.md").write_text("Title: Deux\n")
    assert run(monkeypatch, lived_in, restore_command, made) == 0
    assert kept(lived_in) == {**before, "content/articles/deux.md": (b"Title: Deux\n", False)}


def test_a_folder_gets_a_file_named_by_the_moment(lived_in, tmp_path, monkeypatch):
    assert run(monkeypatch, lived_in, backup_command, copies(tmp_path).parent) == 0
    (made,) = copies(tmp_path).parent.iterdir()
    assert made.name.startswith("blog-2") and made.name.endswith("Z.tar.gz")


def test_whoever_decides_meanwhile_waits(lived_in, tmp_path, monkeypatch):
    """The lock of the queue is held while the archive is written."""
    seen = []
    queue = Desk(DeskPaths(lived_in)).queue

    def watch(self):
        locked = subprocess.run(["flock", "-n", lived_in / "var/moderation/.lock", "true"], check=False)
        seen.append(locked.returncode)
        return len(self.name), iter([self.name.encode()])

    monkeypatch.setattr("plugins.backup.sources.KeptFile.pieces", watch)
    run(monkeypatch, lived_in, backup_command, copies(tmp_path))
    assert queue and set(seen) == {1}


@pytest.fixture
def age_key(tmp_path):
    need("age")
    done = subprocess.run(
        ["age-keygen", "-o", tmp_path / "key.txt"], capture_output=True, text=True, check=True
    )
    return done.stderr.split()[-1], tmp_path / "key.txt"


def test_encrypted_by_age(lived_in, tmp_path, monkeypatch, capsys, age_key):
    before = kept(lived_in)
    run(monkeypatch, lived_in, backup_command, copies(tmp_path).parent, "--age", age_key[0])
    (made,) = copies(tmp_path).parent.iterdir()
    assert made.name.endswith(".tar.gz.age") and b"ustar" not in made.read_bytes()
    shutil.rmtree(lived_in)
    new = project(tmp_path / "new")
    assert run(monkeypatch, new, restore_command, made) == 1
    assert "KEY=key.txt" in capsys.readouterr().err and not (new / "var").exists()
    assert run(monkeypatch, new, restore_command, made, "--key", age_key[1]) == 0
    assert kept(new) == before
    data = made.read_bytes()
    made.write_bytes(data[: len(data) // 2])
    assert run(monkeypatch, new, restore_command, made, "--key", age_key[1]) == 1
    assert kept(new) == before


def test_encrypted_by_gpg(lived_in, tmp_path, monkeypatch):
    need("gpg")
    home = tmp_path / "gnupg"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    make_key = "gpg --batch --quiet --passphrase= --quick-generate-key zoe@exemple.fr default default never"
    subprocess.run(make_key.split(), capture_output=True, check=True)
    before = kept(lived_in)
    try:
        made = copies(tmp_path, "b.tar.gz.gpg")
        assert run(monkeypatch, lived_in, backup_command, made, "--gpg", "zoe@exemple.fr") == 0
        new = project(tmp_path / "new")
        assert run(monkeypatch, new, restore_command, made) == 0
        assert kept(new) == before
    finally:
        subprocess.run(["gpgconf", "--kill", "gpg-agent"], check=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([""], "Nothing says where to. Write TO=/media/usb (a folder), or TO=/media/usb/blog.tar.gz."),
        (["/no/where/x"], "/no/where/x: there is no such folder. Make it first: mkdir -p /no/where"),
        (["/no/where/"], "/no/where/: there is no such folder. Make it first: mkdir -p /no/where"),
        (["var"], "var lies in var: it would be part of the next backup. Name another folder."),
        (
            [".", "--only", "vars"],
            "ONLY=vars: it is not one of the owner's folders. Did you mean “var”?",
        ),
        (
            [".", "--age", "x", "--gpg", "y"],
            "AGE= and GPG=: write one of them.",
        ),
    ],
)
def test_what_cannot_be_made(lived_in, monkeypatch, capsys, words, said):
    assert run(monkeypatch, lived_in, backup_command, *words) == 1
    assert capsys.readouterr().err == f"{said}\n"


@pytest.mark.parametrize(("program", "word"), [("age", "--age"), ("gpg", "--gpg")])
def test_without_the_program(lived_in, tmp_path, monkeypatch, capsys, program, word):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(monkeypatch, lived_in, backup_command, copies(tmp_path), word, "x") == 1
    assert capsys.readouterr().err == f"{program} is missing. Debian: apt-get install {program}\n"
    assert not copies(tmp_path).exists()


def test_a_recipient_that_is_none(lived_in, tmp_path, monkeypatch, capsys):
    need("age")
    assert run(monkeypatch, lived_in, backup_command, copies(tmp_path), "--age", "nobody") == 1
    assert capsys.readouterr().err.startswith("age stopped with 1: ")
    assert list(copies(tmp_path).parent.iterdir()) == []


def test_a_link_that_leads_nowhere_is_told(lived_in, tmp_path, monkeypatch, capsys):
    (lived_in / "content/gone").symlink_to("nowhere")
    assert run(monkeypatch, lived_in, backup_command, copies(tmp_path)) == 1
    assert "nowhere" in capsys.readouterr().err
    assert not copies(tmp_path).exists()
