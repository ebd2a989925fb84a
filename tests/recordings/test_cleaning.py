"""Of a sound or a film only what is played is left, byte for byte and in its place."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.recordings import cleaning, ogg
from plugins.recordings.errors import RecordingError
from tests.recordings import samples
from tests.recordings.samples import CANARY, PICTURE, SOUND


def cleaned(data):
    made = bytearray(data)
    for patch in cleaning.patches(memoryview(data)):
        assert patch.start + len(patch.data) <= len(made)
        made[patch.start : patch.start + len(patch.data)] = patch.data
    return bytes(made)


@pytest.mark.parametrize("name", samples.ALL)
def test_only_what_is_played_is_left(name):
    data = samples.ALL[name]()
    made = cleaned(data)
    assert len(made) == len(data) and CANARY in data
    assert CANARY not in made and CANARY[:4] not in made
    assert made.index(SOUND) == data.index(SOUND)
    assert cleaned(made) == made, "and it is a file of its format still"


def test_a_film_keeps_neither_place_nor_time():
    data = samples.mp4()
    made = cleaned(data)
    assert made.index(PICTURE) == data.index(PICTURE)
    assert samples.WHEN.to_bytes(4, "big") in data and samples.WHEN.to_bytes(4, "big") not in made
    assert b"ISO6709" not in made and b"udta" not in made and made.count(b"trak") == 2


def test_a_fragmented_film_is_cleaned():
    piece = samples.box(b"moof", samples.box(b"mfhd", bytes(8)), samples.box(b"udta", CANARY))
    piece += samples.box(b"mdat", b"of the fragment")
    assert b"of the fragment" in cleaned(samples.mp4(piece, b"")) and CANARY in samples.mp4(piece, b"")
    with pytest.raises(RecordingError, match="a track of data beside picture and sound, in fragments"):
        cleaned(samples.mp4(piece))


def test_a_film_with_64_bit_sizes_is_cleaned():
    large = (1).to_bytes(4, "big") + b"uuid" + (16 + len(CANARY)).to_bytes(8, "big") + CANARY
    assert CANARY not in cleaned(samples.mp4() + large)
    assert CANARY not in cleaned(samples.mp4() + bytes(4) + b"uuid" + CANARY), "to the end of the file"


def test_a_tag_behind_a_sound_that_has_no_place_for_it():
    data = samples.flac() + (b"TAG" + CANARY).ljust(128, b"\0")
    assert CANARY not in cleaned(data) and cleaned(data)[:-128] == cleaned(samples.flac())


def test_pages_of_ogg_have_right_checksums():
    made = cleaned(samples.ogg())
    for page in ogg._pages(memoryview(made)):
        bare = bytearray(made[page.start : page.end])
        said, bare[22:26] = bare[22:26], bytes(4)
        assert ogg._checksum(bare) == int.from_bytes(said, "little")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<!DOCTYPE html><title>404</title>", "is not a sound or film that can be read here"),
        (b"x" * 3_000_000, "is not a sound or film that can be read here"),
        (samples.mp4()[:200], "is damaged"),
        (samples.box(b"ftyp", b"isom"), "holds no picture and no sound that can be read here"),
        (b"RIFF\4\0\0\0WAVE", "holds no sound"),
        (samples.ogg().replace(b"vorbis", b"zut zu"), "holds a stream that is not known here"),
    ],
)
def test_a_file_that_is_no_recording_is_refused(data, what):
    with pytest.raises(RecordingError, match=what):
        cleaned(data)


@pytest.mark.parametrize("name", samples.ALL)
def test_whatever_is_cut_off_or_wrong_is_cleaned_or_refused(name):
    data = samples.ALL[name]()
    for length in range(len(data)):
        with suppress(RecordingError):
            assert CANARY not in cleaned(data[:length])


@given(st.sampled_from(sorted(samples.ALL)), st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_other_bytes_raise_nothing_else(name, start, other):
    data = bytearray(samples.ALL[name]())
    start %= len(data)
    data[start : start + len(other)] = other
    with suppress(RecordingError):
        cleaned(bytes(data))
