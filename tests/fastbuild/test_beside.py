"""Another process does it, and nobody sees a difference."""

import os
import subprocess
import sys

import pytest

from plugins.fastbuild.beside import Beside


@pytest.fixture(params=["1", "2"])
def processes(request, monkeypatch):
    monkeypatch.setenv("FASTBUILD_PROCESSES", request.param)
    return int(request.param)


def test_it_gives_what_was_done(processes):
    other = Beside(lambda: iter([({"a": b"\0" * 100_000}, os.getpid())]))
    values, pid = other.told()
    assert values == {"a": b"\0" * 100_000}
    assert (pid == os.getpid()) == (processes == 1)


def test_its_error_is_raised_by_whoever_waits(processes):
    def fail():
        raise KeyError("three")

    other = Beside(fail)
    with pytest.raises(KeyError, match="three"):
        other.told()


def test_it_goes_on_after_it_has_told(processes, tmp_path):
    def do():
        yield ("told",)
        (tmp_path / "after").write_text("done")

    other = Beside(do)
    assert other.told() == ("told",)
    other.ended()
    other.ended()
    assert (tmp_path / "after").read_text() == "done"


def test_it_ends_when_nobody_waits_any_more():
    """As long as it is there, the output of both does not end."""
    gone = (
        "import os; from plugins.fastbuild.beside import Beside;"
        "Beside(lambda: iter([(bytes(10**6),)])); os._exit(3)"
    )
    environment = {**os.environ, "FASTBUILD_PROCESSES": "2"}
    done = subprocess.run([sys.executable, "-c", gone], capture_output=True, timeout=60, env=environment)
    assert (done.returncode, done.stderr) == (3, b"")
