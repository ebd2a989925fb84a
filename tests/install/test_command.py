"""`make install`, with an ssh that only notes what it is told."""

import os
import subprocess
import sys

import pytest

from tests.examples import ROOT, bring_settings

SSH = """#!/bin/sh
{ echo "ssh $*"; cat; } >> "$TOLD"
grep -q "$STOPS" "$TOLD" && exit 7 || exit 0
"""
RSYNC = """#!/bin/sh
echo "rsync $*" >> "$TOLD"
"""
RULES = """[intake]
proxies = 1
[desk]
publish = ["make", "publish", "deploy", "TARGET=/srv/blog"]
"""


@pytest.fixture
def site(tmp_path):
    bring_settings(tmp_path)
    for name in ("plugins", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    text = (tmp_path / "site.toml").read_text()
    (tmp_path / "site.toml").write_text(text.replace("https://blog.example", "https://blog.zoe.fr"))
    (tmp_path / "moderation.toml").write_text(RULES)
    (tmp_path / "bin").mkdir()
    for name, script in (("ssh", SSH), ("rsync", RSYNC)):
        (tmp_path / "bin" / name).write_text(script)
        (tmp_path / "bin" / name).chmod(0o755)
    return tmp_path


def install(site, *words, stops="nothing stops"):
    done = subprocess.run(
        [sys.executable, "-m", "plugins.install", *words],
        cwd=site,
        env={"PATH": f"{site}/bin:{os.environ['PATH']}", "TOLD": f"{site}/told", "STOPS": stops},
        capture_output=True,
        text=True,
        check=False,
    )
    told = (site / "told").read_text() if (site / "told").exists() else ""
    return done, told


def test_it_is_printed_and_nothing_is_done(site):
    done, told = install(site, "zoe@blog.zoe.fr")
    assert done.returncode == 0 and told == ""
    assert done.stdout.startswith("# 1. Programs (on zoe@blog.zoe.fr, as root)\n")
    assert (
        "# 3. The project, your content and var/; what is there already stays as it is (here)" in done.stdout
    )
    assert done.stdout.endswith("Nothing was done. To have it done: the same command with RUN=1.\n")


def test_what_is_printed_is_what_is_done(site):
    printed = install(site, "zoe@blog.zoe.fr")[0].stdout
    done, told = install(site, "zoe@blog.zoe.fr", "--run")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("https://blog.zoe.fr/\n")
    notes = ("ssh ", "rsync ", "set -eu", "#", "Nothing was done")
    assert [line for line in told.splitlines() if not line.startswith(notes)] == [
        line for line in printed.splitlines() if line and not line.startswith(notes)
    ]
    assert told.count("ssh zoe@blog.zoe.fr sudo sh -s") == 5


def test_a_step_that_fails_is_the_last(site):
    done, told = install(site, "zoe@blog.zoe.fr", "--run", stops="useradd")
    assert done.returncode == 1
    assert "Step 2 stopped with 7. Mend it and run the same again: all may be done twice." in done.stdout
    assert "rsync" not in told.partition("useradd")[2]


def test_what_the_settings_lack_is_said_first(site):
    (site / "moderation.toml").unlink()
    bring_settings(site)
    text = (site / "site.toml").read_text()
    (site / "site.toml").write_text(text.replace('"caddy", ', ""))
    done, told = install(site, "zoe@blog.zoe.fr", "--run")
    assert done.returncode == 1 and told == ""
    assert done.stderr == (
        "4 problems; nothing was written.\n\n"
        "moderation.toml: [desk] publish is empty: what you approve would appear nowhere\n"
        '    Write publish = ["make", "publish", "deploy", "TARGET=/srv/blog"].\n'
        "moderation.toml: [intake] proxies is not 1: all visitors would count as one\n"
        "    Write proxies = 1: the web server stands before the intake.\n"
        "site.toml: hosts: no files are written for caddy\n"
        '    Write hosts = ["caddy"].\n'
        "site.toml: “https://blog.example” is not an address that a machine of yours can have\n"
        '    Write your own name, as in address = "https://blog.zoe.fr", without a folder.\n'
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([""], "“” is not a host. Write HOST=zoe@blog.zoe.fr, as for ssh."),
        (["h", "--server", "ngnix"], "“ngnix” is not a server that is known here. Did you mean “nginx”?"),
    ],
)
def test_what_cannot_be(site, words, said):
    done, _ = install(site, *words)
    assert (done.returncode, done.stderr) == (1, f"{said}\n")
