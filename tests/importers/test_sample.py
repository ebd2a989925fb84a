"""The sample export: what is public in it is in `content/`, the rest in the queue; read on its own."""

import json

import pytest

from plugins.comments import format as comment_format
from plugins.moderation.core import submission_file
from tests.importers.runs import SAMPLES, Into

ROWS = json.loads((SAMPLES / "blog.expected.json").read_text(encoding="utf-8"))
STATES = {"0": "rejected", "-1": "pending", "-2": "spam"}


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    return Into(tmp_path_factory.mktemp("sample")).run(SAMPLES / "blog.txt")


def test_every_row_has_one_outcome(done):
    assert done.report["by_kind"] == {
        "article": {"read": 2, "written": 2, "queued": 0, "refused": 0, "unchanged": 0},
        "comment": {"read": 4, "written": 1, "queued": 3, "refused": 0, "unchanged": 0},
    }


def test_published_comments_are_in_the_archive(done):
    names = {path.name: path for path in (done.content / "comments").rglob("*.txt")}
    published = [row for row in ROWS["comment"] if row["comment_status"] == "1"]
    assert names.keys() == {f"{row['comment_id']}.txt" for row in published}
    for row in published:
        path = names[f"{row['comment_id']}.txt"]
        comment = comment_format.parse(path.read_bytes(), str(path)).comment
        assert (comment.author, comment.site) == (row["comment_author"], row["comment_site"])
        assert comment.date.isoformat()[:19].replace("T", " ") == row["comment_dt"]


def test_others_are_in_the_queue_with_their_addresses(done):
    for row in ROWS["comment"]:
        if state := STATES.get(row["comment_status"]):
            found = submission_file.parse(done.letter(f"{state}/{row['comment_id']}.txt").encode(), "-")
            assert (found.words.author, found.words.email) == (row["comment_author"], row["comment_email"])


def test_nothing_private_is_in_the_sources(done):
    public = "".join(done.text(str(path)) for path in done.content.rglob("*.*"))
    for row in ROWS["comment"]:
        for name in ("comment_email", "comment_ip", "comment_words"):
            assert row[name] not in public
    for row in ROWS["post"]:
        assert not row["post_notes"] or row["post_notes"] not in public
    assert not any(
        row["comment_ip"].encode() in data for data in done.files().values() for row in ROWS["comment"]
    )
