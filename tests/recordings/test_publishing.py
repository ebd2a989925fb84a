"""A recording is cleaned once for all builds."""

import os

import pytest

from plugins.recordings import cleaning, publishing
from plugins.recordings.errors import RecordingError
from plugins.recordings.patches import Patch
from tests.recordings import samples

TICKS, LONG = 40_000_000, 1_000_000_000  # nanoseconds; a file system's clock ticks every ten million


@pytest.fixture
def content(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def put(content, data, seconds=1):
    """As it was written long ago."""
    (content / "a.mp3").write_bytes(data)
    os.utime(content / "a.mp3", (seconds, seconds))


def later(content, monkeypatch, nanoseconds):
    """The clock stands so long after the source was touched."""
    touched = (content / "a.mp3").stat().st_ctime_ns
    monkeypatch.setattr(publishing.time, "time_ns", lambda: touched + nanoseconds)


def test_a_recording_is_cleaned_once(content, monkeypatch):
    put(content, samples.mp3())
    later(content, monkeypatch, LONG)
    made = publishing.published(content, "a.mp3")
    assert samples.CANARY not in made.read_bytes() and made.stat().st_size == len(samples.mp3())
    monkeypatch.setattr(cleaning, "patches", lambda _: pytest.fail("looked at again"))
    assert publishing.published(content, "a.mp3") == made


def test_a_recording_changed_just_now_is_cleaned_again(content, monkeypatch):
    put(content, samples.mp3())
    later(content, monkeypatch, TICKS)
    publishing.published(content, "a.mp3")
    monkeypatch.setattr(cleaning, "patches", lambda _: [Patch(0, b"again")])
    assert publishing.published(content, "a.mp3").read_bytes().startswith(b"again")


def test_a_changed_recording_replaces_the_cached_copy(content):
    put(content, samples.mp3())
    before = publishing.published(content, "a.mp3")
    put(content, samples.mp3(9), 2)
    after = publishing.published(content, "a.mp3")
    assert after.stat().st_size == len(samples.mp3(9)) and not before.exists()


def test_the_copy_of_a_removed_recording_is_removed(content):
    put(content, samples.mp3())
    made = publishing.published(content, "a.mp3")
    publishing.forget(content)
    assert made.is_file()
    (content / "a.mp3").unlink()
    publishing.forget(content)
    assert not made.parent.exists()


@pytest.mark.parametrize(
    ("data", "what"), [(b"", "is empty"), (b"zut", "is not a sound"), (None, "cannot be read")]
)
def test_a_recording_that_is_refused_leaves_no_copy(content, data, what):
    if data is not None:
        put(content, data)
    with pytest.raises(RecordingError, match=what):
        publishing.published(content, "a.mp3")
    assert not list(publishing.FOLDER.rglob("*"))


def test_a_full_disk_leaves_no_partial_copy(content, monkeypatch):
    put(content, samples.mp3())

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing.shutil, "copyfile", full)
    with pytest.raises(RecordingError, match="No space left"):
        publishing.published(content, "a.mp3")
    assert not [path for path in publishing.FOLDER.rglob("*") if path.is_file()]
