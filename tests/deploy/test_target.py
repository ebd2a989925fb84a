import pytest

from plugins.deploy.target import FolderTarget, StoreTarget, parse


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("/srv/blog", FolderTarget("/srv/blog")),
        ("/srv/blog/", FolderTarget("/srv/blog")),
        ("essai", FolderTarget("/home/zoe/essai")),
        ("host:/srv/blog", FolderTarget("/srv/blog", "host")),
        ("zoe@blog.example:/srv/le blog/", FolderTarget("/srv/le blog", "zoe@blog.example")),
        ("zoe@[2001:db8::1]:/srv", FolderTarget("/srv", "zoe@[2001:db8::1]")),
        ("rclone:s3:bucket/blog/", StoreTarget("s3:bucket/blog")),
    ],
)
def test_targets(text, target):
    assert parse(text, "/home/zoe") == target


HELP = (
    "Write TARGET=/srv/blog, TARGET=user@host:/srv/blog, or TARGET=rclone:remote:bucket/folder "
    "(a remote of `rclone config`)."
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", f"Nothing says where to. {HELP}"),
        ("-e evil", f"“-e evil” is not a place to deploy to. {HELP}"),
        ("a\nb", f"“a\nb” is not a place to deploy to. {HELP}"),
        ("rclone:", f"“rclone:” names no remote. {HELP}"),
        ("host:blog", "“host:blog”: write the whole path on host, from its first slash on."),
        ("/", "A folder of its own is needed: old releases in it are removed."),
        ("host:/", "A folder of its own is needed: old releases in it are removed."),
    ],
)
def test_text_that_is_no_target_is_refused(text, words):
    with pytest.raises(ValueError) as error:
        parse(text, "/home/zoe")
    assert str(error.value) == words


def test_a_location_in_the_folder():
    assert FolderTarget("/srv").location("current") == "/srv/current"
    assert FolderTarget("/srv", "h").location("current") == "h:/srv/current"
