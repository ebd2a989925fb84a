"""What changed in the sources is seen, whoever looks, and what was seen is kept for the next build."""

import time
from pathlib import Path

import pytest

from plugins.fastbuild import looks
from plugins.fastbuild.changes import HandOver
from plugins.fastbuild.looks import Looks, Watched
from plugins.fastbuild.state import Cache

CACHE = Cache.of("output")
SLUGS = [f"billet-{number}" for number in range(12)]  # some for each share


@pytest.fixture(params=["1", "2"], autouse=True)
def content(request, tmp_path, monkeypatch):
    monkeypatch.setenv("FASTBUILD_PROCESSES", request.param)
    monkeypatch.chdir(tmp_path)
    for slug in SLUGS:
        write(f"comments/{slug}/1.txt")
    write("articles/un.md")
    time.sleep(0.1)  # what was touched in this very moment is looked into again


def write(name):
    path = Path("content", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Texte.")


@pytest.fixture
def seen():
    first = Looks(CACHE, Watched(b"conf", "content", ""), ())
    with pytest.raises(HandOver, match="nothing is known of an earlier build"):
        first.changes()
    return first.seen()


def test_nothing_changed(seen):
    second = Looks(CACHE, Watched(b"conf", "content", ""), seen)
    assert not second.changes()
    assert second.seen() == seen


@pytest.mark.parametrize("slug", SLUGS)
def test_a_comment_changed(seen, slug):
    write(f"comments/{slug}/2.txt")
    assert looks.now(CACHE, Watched(b"conf", "content", ""), seen).talks == {slug}


def test_all_shares_are_told_and_kept(seen):
    for slug in SLUGS:
        write(f"comments/{slug}/1.txt")
    write("articles/un.md")
    time.sleep(0.1)
    second = Looks(CACHE, Watched(b"conf", "content", ""), seen)
    found = second.changes()
    assert (found.talks, found.sources) == (set(SLUGS), {"content/articles/un.md"})
    names = second.seen()
    assert not set(names) & set(seen)
    assert not looks.now(CACHE, Watched(b"conf", "content", ""), names)


def test_only_the_share_that_changed_is_kept_anew(seen):
    write("comments/billet-3/2.txt")
    second = Looks(CACHE, Watched(b"conf", "content", ""), seen)
    second.changes()
    assert sum(name not in seen for name in second.seen()) == 1


@pytest.mark.parametrize(
    ("conf", "name", "reason"),
    [
        (b"other", None, "the settings changed"),
        (b"conf", "articles/deux.md", "content/articles/deux.md is new"),
    ],
)
def test_more_than_words(seen, conf, name, reason):
    if name:
        write(name)
    with pytest.raises(HandOver, match=f"^{reason}$"):
        looks.now(CACHE, Watched(conf, "content", ""), seen)


def test_what_is_damaged_is_not_known(seen):
    CACHE.seen_file(seen[1]).write_bytes(b"damaged")
    with pytest.raises(HandOver, match="nothing is known of an earlier build"):
        looks.now(CACHE, Watched(b"conf", "content", ""), seen)
