"""Files are written whole or not at all."""

import os
import stat

import pytest

from plugins.common import files


def tree(root):
    return {str(p.relative_to(root)): p.read_text() for p in root.rglob("*") if p.is_file()}


def test_write_leaves_nothing_beside(tmp_path):
    files.write(tmp_path / "a" / "b.txt", b"un")
    files.write(tmp_path / "a" / "b.txt", b"deux")
    assert tree(tmp_path) == {"a/b.txt": "deux"}


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    files.write(tmp_path / "b.txt", b"un")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        files.write(tmp_path / "b.txt", b"deux")
    assert (tmp_path / "b.txt").read_bytes() == b"un"


def test_folders_are_made_private_where_asked_and_left_as_they_are(tmp_path):
    deep = tmp_path / "a" / "b" / "c"
    files.make_folder(deep, private=True)
    assert stat.S_IMODE(deep.stat().st_mode) == 0o700
    assert stat.S_IMODE(deep.parent.stat().st_mode) & 0o077
    deep.parent.chmod(0o750)
    files.make_folder(deep.parent, private=True)
    assert stat.S_IMODE(deep.parent.stat().st_mode) == 0o750


def test_the_names_of_new_folders_are_flushed_too(tmp_path, monkeypatch):
    flushed = []
    monkeypatch.setattr(files, "_flush_names", flushed.append)
    files.write(tmp_path / "a" / "b" / "x.txt", b"x")
    assert flushed == [tmp_path, tmp_path / "a", tmp_path / "a" / "b"]


def test_only_old_drafts_are_dropped(tmp_path):
    for name in (".a.txt.12.34", ".b.txt.12.35", "c.txt", ".hidden", ".d.12"):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (1000, 2000 if name.startswith(".b") else 1000))
    files.drop_drafts(tmp_path, 1500)
    assert set(tree(tmp_path)) == {".b.txt.12.35", "c.txt", ".hidden", ".d.12"}


def test_a_draft_that_is_finished_meanwhile_is_no_error(tmp_path, monkeypatch):
    monkeypatch.setattr("pathlib.Path.iterdir", lambda folder: [folder / ".a.txt.1.2"])
    files.drop_drafts(tmp_path, 1e12)


def test_what_write_leaves_when_it_is_killed_is_a_draft(tmp_path, monkeypatch):
    class Killed(BaseException):
        pass

    def kill(*_, **__):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr("pathlib.Path.replace", kill)
        patch.setattr("pathlib.Path.unlink", kill)
        files.write(tmp_path / "x.txt", b"x")
    assert len(tree(tmp_path)) == 1
    files.drop_drafts(tmp_path, 1e12)
    assert not tree(tmp_path)


def test_a_new_file_among_many_makes_its_folder_and_never_replaces(tmp_path):
    path = tmp_path / "a" / "b.txt"
    files.create(path, b"one")
    with pytest.raises(FileExistsError):
        files.create(path, b"two")
    files.sync()
    assert path.read_bytes() == b"one"


def test_a_private_new_file_is_its_owners(tmp_path):
    path = tmp_path / "a" / "b.txt"
    files.create(path, b"one", private=True)
    assert [p.stat().st_mode & 0o777 for p in (path, path.parent)] == [0o600, 0o700]


def test_pieces_are_written_whole_or_not_at_all(tmp_path):
    def pieces():
        yield b"one"
        raise ValueError

    path = tmp_path / "a.txt"
    files.write_pieces(path, [b"one", b"", b"two"])
    with pytest.raises(ValueError):
        files.write_pieces(path, pieces())
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert files.content(path) == b"onetwo"
    assert files.content(tmp_path / "none") is None


def test_what_takes_a_place_takes_it_whole_or_leaves_nothing(tmp_path, monkeypatch):
    path = tmp_path / "a" / "b"
    files.take_place(str(path), b"un")
    monkeypatch.setattr("os.write", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        files.take_place(str(path), b"deux")
    assert path.read_bytes() == b"un"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("name", ["index.html", "a/b/index.html", "a/comments.atom.xml"])
def test_what_is_staged_makes_its_own_way(tmp_path, name):
    for text in (b"un", b"deux"):
        files.put(f"{tmp_path}/{name}", text)
    assert tree(tmp_path) == {name: "deux"}
