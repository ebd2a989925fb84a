"""What `make newest` says of versions."""

from tests.newest import changes, versions


def test_what_changed_is_said():
    locked = versions("flask==3.1.0 \\\n    --hash=sha256:00\nold-one==1\nsame==2\n")
    newest = versions("flask==3.2\n    # via conversation\nsame==2\nuvloop==0.1 ; sys_platform != 'win32'\n")
    assert changes(locked, newest) == ["flask 3.1.0 -> 3.2", "old-one 1 -> none", "uvloop none -> 0.1"]
    assert changes(locked, locked) == []
