"""Ctrl-C, a folder that cannot be written to, and Pelican beside another build: said, and no harm done."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from plugins.common import locks
from tests.site.conftest import SITEURL
from tests.site.law import builds

_FRONT, _PELICAN = ("plugins.fastbuild",), ("pelican", "-s", "pelicanconf.py")


@pytest.fixture
def start(site):
    """A build in a process group of its own, as a terminal starts it."""

    def start(module, *arguments, **environment):
        return subprocess.Popen(
            [sys.executable, "-u", "-m", module, *arguments],
            cwd=site.root,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    return start


def test_an_interrupted_build_says_so_and_leaves_nobody_at_work(site, start):
    for number in range(300):
        site.article(f"a{number}", "Title: Un\n", "Texte.\n\n" * 200)
    whole = site.build().files()
    shutil.rmtree(site.root / ".cache")
    with start(*_FRONT) as build:
        while not (site.root / ".cache/output/texts.sqlite").exists():  # what will be read is known next
            assert build.poll() is None
            time.sleep(0.001)
        os.killpg(build.pid, signal.SIGINT)
        said = build.stdout.read()  # ends when the last of its processes has ended
    assert build.returncode == 130
    assert said.endswith("Interrupted: the next build does what is missing.\n")
    assert "Traceback" not in said
    assert site.build().files() == whole


def test_nothing_is_left_of_a_build_that_was_killed(site, start):
    """Even if what it was for is taken back: killed before each of its first changes to a file."""

    def build(**environment):
        start(*_FRONT, "-s", "publishconf.py", SITEURL=SITEURL, **environment).communicate()
        return site.files()

    whole = site.article().build().files()
    strays = set()
    for number in range(12):
        site.comment()
        strays |= build(PYTHONPATH=str(builds.INTERRUPT), LAW_KILL_AT=str(number)).keys() - whole.keys()
        (site.root / "content/comments/un/1.txt").unlink()
        assert build() == whole, number
    assert any("draft" in name for name in strays)


def test_nothing_is_left_of_a_whole_build_that_was_killed(site, start):
    """The article that it was for is taken back: killed before each of its first changes to the output."""

    def build(**environment):
        start(*_FRONT, "-s", "publishconf.py", SITEURL=SITEURL, **environment).communicate()
        return site.files()

    whole = site.article().build().files()
    strays = set()
    for number in range(0, 12, 2):
        site.article("deux", "Title: Deux\n")
        dies = {"LAW_KILL_BELOW": "output/", "LAW_KILL_AT": str(number)}
        strays |= build(PYTHONPATH=str(builds.INTERRUPT), **dies).keys() - whole.keys()
        (site.root / "content/articles/deux.md").unlink()
        assert build() == whole, number
    assert strays


def test_what_cannot_be_kept_is_said(site, start):
    site.article()
    (site.root / ".cache").write_text("")
    with start(*_FRONT) as build:
        said = build.stdout.read()
    assert build.returncode == 1
    assert said == (
        ".cache: File exists. A build keeps here what it knows: "
        "make it a folder that may be written to, or move it away.\n"
    )


@pytest.mark.parametrize("command", [_FRONT, _PELICAN])
def test_a_build_waits_for_another_of_the_same_output(site, start, command):
    site.article()
    with locks.one_process(site.root / ".cache/output/lock", lambda: pytest.fail("nobody else is here")):
        build = start(*command)
        said = build.stdout.readline()
        waited = build.poll() is None
    with build:
        rest = build.stdout.read()
    assert said == "Another build of output/ is at work: this one waits for its end.\n"
    assert waited
    assert build.returncode == 0, rest
    assert (site.output / "index.html").is_file()
