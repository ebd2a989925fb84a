"""The real rsync and the real rclone, to folders of this machine; ssh is played by a shell."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import need
from tests.site.conftest import ROOT

# What sshd does with a command: one string, given to a shell.
SSH = '#!/bin/sh\n[ "$1" = -l ] && shift 2\nshift\nexec sh -c "$*"\n'


class Deployed:
    """A site that was published, and where it is sent."""

    def __init__(self, folder: Path, target: str, where: Path) -> None:
        self.folder, self.target, self.where = folder, target, where
        self.output = folder / "output"
        self.write("index.html", "un").write("robots.txt", "Sitemap: https://blog.example/sitemap.xml")
        (folder / "output.hosts").mkdir()
        (folder / "output.hosts" / "nginx.conf").write_text("un")
        (folder / "bin").mkdir()
        (folder / "bin" / "ssh").write_text(SSH)
        (folder / "bin" / "ssh").chmod(0o755)

    def write(self, name: str, text: str) -> "Deployed":
        path = self.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return self

    def deploy(self, *options: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "plugins.deploy", self.target, "--output", str(self.output), *options],
            cwd=ROOT,
            env={**os.environ, "PATH": f"{self.folder}/bin:{os.environ['PATH']}", "HOME": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def served(self, name: str) -> str:
        return (self.where / "current" / "output" / name).read_text()

    def releases(self) -> list[str]:
        return sorted(path.name for path in (self.where / "releases").iterdir())


@pytest.fixture(params=["here", "ssh"])
def site(request, tmp_path):
    need("rsync")
    where = tmp_path / "la bas"
    return Deployed(tmp_path, str(where) if request.param == "here" else f"zoe@h:{where}", where)


def test_the_first_time(site):
    assert "+ output/index.html\n" in site.deploy("--dry")
    assert not site.where.exists()
    said = site.deploy()
    assert "3 new, 0 changed, 0 gone.\n" in said and "reload" not in said
    assert site.served("index.html") == "un"
    assert (site.where / "current").readlink() == Path("releases", site.releases()[0])


def test_a_dry_run_says_what_would_change_and_changes_nothing(site):
    site.write("vieux.html", "x").deploy()
    site.write("index.html", "deux").write("neuf page.html", "x")
    (site.output / "vieux.html").unlink()
    assert site.deploy("--dry") == (
        "~ output/index.html\n+ output/neuf page.html\n- output/vieux.html\n"
        "1 new, 1 changed, 1 gone; nothing was sent.\n"
    )
    assert site.served("index.html") == "un" and len(site.releases()) == 1
    site.deploy()
    assert site.served("index.html") == "deux" and site.served("neuf page.html") == "x"
    assert not (site.where / "current" / "output" / "vieux.html").exists()


def test_the_same_site_is_not_sent_twice(site):
    site.deploy()
    assert site.deploy() == f"Nothing to do: {site.releases()[0]} is served already.\n"


def test_three_releases_are_kept_and_share_what_did_not_change(site):
    for number in range(5):
        (site.write("page.html", str(number))).deploy()
    assert len(site.releases()) == 3
    assert site.served("page.html") == "4"
    first, *_, last = (site.where / "releases" / name / "output" for name in site.releases())
    assert (first / "page.html").read_text() == "2"
    assert (first / "index.html").stat().st_ino == (last / "index.html").stat().st_ino


def test_an_interrupted_upload_leaves_the_site_and_is_cleared_away(site):
    site.deploy()
    (site.where / "releases" / ".coming").mkdir()
    (site.where / "releases" / ".coming" / "debris").write_text("x")
    site.write("index.html", "deux").deploy()
    assert site.served("index.html") == "deux"
    assert not (site.where / "current" / "debris").exists()


def test_a_failed_upload_leaves_the_site(site):
    site.deploy()
    site.write("index.html", "deux")
    (site.folder / "bin" / "rsync").write_text("#!/bin/sh\necho broken >&2\nexit 12\n")
    (site.folder / "bin" / "rsync").chmod(0o755)
    assert site.deploy(code=1) == "rsync stopped with 12:\nbroken\n"
    assert site.served("index.html") == "un"


def test_changed_addresses_ask_for_a_reload(site):
    site.deploy()
    (site.folder / "output.hosts" / "nginx.conf").write_text("deux")
    assert site.deploy().endswith(
        "Old addresses or headers changed: reload the web server (docs/hosting.md says how).\n"
    )


def test_everybody_may_read_what_is_served(site):
    (site.output / "index.html").chmod(0o600)
    site.deploy()
    assert (site.where / "current/output/index.html").stat().st_mode & 0o777 == 0o644


def test_a_site_of_this_machine_is_not_sent(site):
    site.write("robots.txt", "Sitemap: http://localhost:8000/sitemap.xml")
    assert site.deploy(code=1) == (
        f"{site.output}/ was built for this machine. Build it first: make publish\n"
    )
    (site.output / "robots.txt").unlink()
    assert site.deploy(code=1) == (f"{site.output}/ is not there. Build it first: make publish\n")


def test_a_store(tmp_path):
    """rclone takes a folder of this machine for a remote."""
    need("rclone")
    site = Deployed(tmp_path, f"rclone:{tmp_path}/store", tmp_path / "store")
    site.write("style.0123456789.css", "p{}").write("index.html.br", "x").write("vieux.html", "x").deploy()
    assert sorted(path.name for path in site.where.iterdir()) == [
        "index.html", "robots.txt", "style.0123456789.css", "vieux.html",
    ]  # fmt: skip
    (site.output / "vieux.html").unlink()
    site.write("index.html", "deux").write("neuf/index.html", "x")
    assert site.deploy("--dry") == (
        "~ index.html\n+ neuf/index.html\n- vieux.html\n1 new, 1 changed, 1 gone; nothing was sent.\n"
    )
    site.deploy()
    assert (site.where / "index.html").read_text() == "deux"
    assert not (site.where / "vieux.html").exists()
