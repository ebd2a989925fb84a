"""One folder is made equal to another without touching what is equal."""

import pytest

from plugins.common.mirror import mirror


def tree(root):
    return {str(p.relative_to(root)): p.read_text() for p in root.rglob("*") if p.is_file()}


def plant(root, contents):
    for name, text in contents.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize(
    ("old", "new", "written", "gone"),
    [
        ({}, {"a": "1", "b/c": "2"}, 2, 0),
        ({"a": "1"}, {"a": "1"}, 0, 0),
        ({"a": "1", "b/c": "2"}, {"a": "1"}, 0, 1),
        ({"a": "1"}, {"a/index.html": "1"}, 1, 1),
        ({"a/index.html": "1", "a/x": "2"}, {"a": "1"}, 1, 2),
        ({"a": "12"}, {"a": "21"}, 1, 0),
    ],
)
def test_mirror(tmp_path, old, new, written, gone):
    target, staged = plant(tmp_path / "out", old), plant(tmp_path / "staged", new)
    target.mkdir(exist_ok=True)
    assert mirror(staged, target) == (written, gone, set(new))
    assert tree(target) == new
    assert not staged.exists()


def test_mirror_keeps_times_of_what_is_equal_and_what_it_is_told_to_keep(tmp_path):
    target = plant(tmp_path / "out", {"a": "1", ".git/HEAD": "x", "gone/b": "2"})
    before = (target / "a").stat().st_mtime_ns
    assert mirror(plant(tmp_path / "staged", {"a": "1"}), target, keep=[".git"]) == (0, 1, {"a"})
    assert (target / "a").stat().st_mtime_ns == before
    assert tree(target) == {"a": "1", ".git/HEAD": "x"}
    assert not (target / "gone").exists()


def test_what_is_kept_is_told_with_what_was_staged(tmp_path):
    target = plant(tmp_path / "out", {"a": "1", "b/c": "2", "gone": "3"})
    told = mirror(plant(tmp_path / "staged", {"a": "2"}), target, kept={"b/c", "never/there"})
    assert told == (1, 1, {"a", "b/c"})
    assert tree(target) == {"a": "2", "b/c": "2"}
