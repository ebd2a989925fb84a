"""What is kept, what comes again by itself, and where an archive may write."""

import pytest

from plugins.backup import contents


@pytest.mark.parametrize(
    "name",
    [
        "content/articles/un.md",
        "content/.caché",
        "content/comments/un/.lock/1.txt",
        "site.toml",
        "moderation.toml",
        "pelicanconf.py",
        "publishconf.py",
        "theme.local/templates/base.html",
        "var/moderation/.key",
        "var/moderation/.owed",
        "var/moderation/pending/20261124-130507-123-k3x9qw2m.txt",
        "var/moderation/subscriptions/0123.txt",
        "var/moderation/logins/20261124T130507Z-ab-cd",
        "var/moderation/erased.csv",
        "var/import/ledger.sqlite",
        "var/notes of the owner.txt",
    ],
)
def test_what_cannot_be_made_again(name):
    assert contents.is_kept(name) and contents.is_restorable(name)


@pytest.mark.parametrize(
    "name",
    [
        "plugins/views/model.py",
        "theme/templates/base.html",
        "output/index.html",
        ".cache/output/site.sqlite",
        "contents/x",
        "var/moderation/sessions/0123.json",
        "var/moderation/index.sqlite",
        "var/moderation/index.sqlite-wal",
        "var/moderation/.rewritten",
        "var/moderation/.lock",
        "var/moderation/mail/.reading",
        "var/moderation/.ticket-k",
        "var/moderation/pending/.20261124.txt.123.456",
    ],
)
def test_what_can(name):
    assert not contents.is_kept(name)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "content/../plugins/x.py",
        "content/./x",
        "content//x",
        "content/..",
        "../content/x",
        "var/x\0y",
        "plugins/x.py",
        "",
    ],
)
def test_no_archive_writes_elsewhere(name):
    assert not contents.is_restorable(name)
