"""What stands around a submission: numbers as the page has them, links with the hosts they lead to."""

import pytest

from plugins.comments.form import CommentInput
from plugins.common.errors import SiteError
from plugins.moderation.core.context import NoSuchComment, SubmissionContext, whole_archive
from plugins.moderation.core.desk import DeskPaths
from plugins.moderation.core.excerpts import LinkTarget, excerpt, link_targets


@pytest.fixture
def around(tmp_path):
    folder = tmp_path / "content/comments/un"
    folder.mkdir(parents=True)
    for identifier, day in (("7", 19), ("8", 18)):
        text = f"Id: {identifier}\nAuthor: Ana\nDate: 2020-12-{day}\n\nDu {day}.\n"
        (folder / f"{identifier}.txt").write_text(text)
    return SubmissionContext(DeskPaths(tmp_path))


def test_links_are_listed_with_their_hosts():
    text = "www.exemple.fr, et https://аррӏе.com/x puis mailto:a@b.fr"
    assert link_targets(CommentInput("un", "Z", text, site="https://zoe.exemple/")) == (
        LinkTarget("https://zoe.exemple/", "zoe.exemple"),
        LinkTarget("www.exemple.fr", "www.exemple.fr"),
        LinkTarget("https://аррӏе.com/x", "xn--80ak6aa92e.com"),
    )


def test_a_comment_is_answered_by_its_number_or_its_id(around):
    assert around.answerable("un", "1") == "8", "the page's first is the oldest"
    assert around.answerable("un", "7") == "7"
    with pytest.raises(NoSuchComment, match=r"^--reply-to 3: “un” has no such comment; it has 1 to 2$"):
        around.answerable("un", "3")
    with pytest.raises(NoSuchComment, match=r"it has none yet$"):
        around.answerable("autre", "1")


def test_what_is_answered(around):
    assert around.answered(CommentInput("un", "Z", "a")) is None
    found = around.answered(CommentInput("un", "Z", "a", reply_to="8"))
    assert (found.number, found.comment.text) == (1, "Du 18.")
    assert around.answered(CommentInput("un", "Z", "a", reply_to="9")) is None


def test_without_a_build_a_slug_is_its_title(around):
    assert around.title("un") == "un" and around.site() is None


def test_a_search_passes_no_file_over(around, tmp_path):
    assert [one.name for one in whole_archive(DeskPaths(tmp_path))] == ["un/7", "un/8"]
    (tmp_path / "content/comments/un/9.txt").write_text("x")
    with pytest.raises(SiteError, match=r"content/comments/un/9\.txt:1: not a header"):
        whole_archive(DeskPaths(tmp_path))
    with pytest.raises(SiteError):
        around.thread("un")


def test_an_excerpt_is_one_line():
    assert excerpt("a\n\nb\u202e") == "a b"
    assert excerpt("mot " * 30, 10) == "mot mot mo …"
