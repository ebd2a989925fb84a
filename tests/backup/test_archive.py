"""What was packed is what is unpacked, and what was damaged is not unpacked at all."""

import gzip
import io
import subprocess
import tarfile
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.backup import archive, unpacking
from plugins.backup.archive import BackupHead
from plugins.backup.unpacking import BadArchive

HEAD = BackupHead(archive.FORMAT, "1.2.3", "2026-11-24T13:05:07+00:00", ("content", "var"))


@dataclass
class Given:
    name: str
    data: bytes
    private: bool = False
    modified: int = 1_700_000_000

    def pieces(self):
        return len(self.data), iter([self.data[:3], self.data[3:]])


FILES = [
    Given("content/articles/l’été.md", b"Title: x\n" * 200),
    Given("content/" + "long/" * 60 + "x", b""),
    Given("content/a\nb\\c", b"1"),
    Given("var/moderation/.key", b"secret", private=True),
]


def packed(files=FILES, head=HEAD):
    return b"".join(archive.pack(head, files))


def unpacked(data, folder):
    folder.mkdir(exist_ok=True)
    return unpacking.unpack(io.BytesIO(data), folder)


def test_there_and_back(tmp_path):
    head, written = unpacked(packed(), tmp_path / "x")
    assert head == HEAD
    assert set(written) == {file.name for file in FILES}
    for file in FILES:
        path = tmp_path / "x" / file.name
        assert path.read_bytes() == file.data
        assert path.stat().st_mode & 0o777 == (0o600 if file.private else 0o644 & ~0o022)


def test_a_film_comes_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "_PIECE", 1000)
    film = bytes(range(256)) * 50
    unpacked(packed([Given("content/film.webm", film)]), tmp_path / "x")
    assert (tmp_path / "x/content/film.webm").read_bytes() == film


def test_the_same_files_are_the_same_bytes():
    assert packed() == packed()


NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=80)


@given(NAMES.filter(lambda name: name not in (".", "..") and len(name.encode()) < 200), st.binary())
def test_any_name_and_any_bytes(tmp_path_factory, name, data):
    folder = tmp_path_factory.mktemp("any")
    unpacked(packed([Given(f"content/{name}", data)]), folder)
    assert (folder / "content" / name).read_bytes() == data


def test_other_programs_read_it(tmp_path):
    (tmp_path / "b.tar.gz").write_bytes(packed())
    for command in ("tar xzf b.tar.gz", "sha256sum --check --strict --quiet SHA256SUMS"):
        done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_one_that_was_cut_off_is_refused_wherever(tmp_path):
    """But within what fills its last blocks: all that was put in is there."""
    whole, refused = packed(FILES[2:]), 0
    for end in range(0, len(whole) - 1, 7):
        try:
            written = unpacked(whole[:end], tmp_path / str(end))[1]
            assert len(written) == len(FILES[2:])
        except BadArchive:
            refused += 1
    assert refused > len(whole) // 7 * 0.8


def test_a_whole_tar_that_ends_too_early(tmp_path):
    tar = gzip.decompress(packed(FILES[2:]))
    sums = tar.index(b"SHA256SUMS")
    with pytest.raises(BadArchive, match="its end is missing"):
        unpacked(gzip.compress(tar[:sums] + bytes(1024)), tmp_path / "x")


def test_other_bytes_are_refused(tmp_path):
    tar = gzip.decompress(packed())
    with pytest.raises(BadArchive, match=r"var/moderation/\.key in it is not what was put in"):
        unpacked(gzip.compress(tar.replace(b"secret", b"Secret")), tmp_path / "x")


def foreign(*members):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as tar:
        for member in members:
            info = member if isinstance(member, tarfile.TarInfo) else tarfile.TarInfo(member)
            text = (
                b'{"format": 1, "version": "1", "made": "x", "places": []}'
                if info.name == archive.HEAD
                else b""
            )
            info.size = len(text)
            tar.addfile(info, io.BytesIO(text))
    return data.getvalue()


def link(name):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return info


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (foreign("x"), "it is not a backup of `make backup`: it does not begin with backup.json."),
        (foreign(), "it is not a backup of `make backup`: it does not begin with backup.json."),
        (
            foreign(archive.HEAD, "content/../../x"),
            "content/../../x in it is not part of a site. It was not made by `make backup`.",
        ),
        (
            foreign(archive.HEAD, link("content/x")),
            "content/x in it is not an ordinary file. It was not made by `make backup`.",
        ),
        (
            packed([], BackupHead(99, "9.0.0", "x", ())),
            "it was made by version 9.0.0, in a format that this version does not know. "
            "Restore it with that version, or a later one.",
        ),
        (packed([], BackupHead("x", "1", "x", ())), "backup.json says nothing that is known "),
        (b"no archive", "it cannot be read to its end"),
    ],
)
def test_what_is_no_backup(tmp_path, data, words):
    with pytest.raises(BadArchive) as error:
        unpacked(data, tmp_path / "x")
    assert words in str(error.value)
    assert not list((tmp_path / "x").rglob("*"))
