"""Disqus exports: threads find their articles, and nothing deleted, spam or pending is published."""

import pytest

from tests.importers.runs import SAMPLES, Into

SAMPLE = SAMPLES / "disqus.xml"


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    into = Into(tmp_path_factory.mktemp("disqus"))
    into.article("un").article("deux").article("brouillon", "Status: draft\n")
    return into.run(SAMPLE, "disqus")


def test_every_post_has_one_outcome(done):
    assert done.report["by_kind"] == {
        "comment": {"read": 11, "written": 4, "queued": 3, "refused": 4, "unchanged": 0}
    }
    assert done.report["queued_by_state"] == {"pending": 1, "rejected": 1, "spam": 1}


def test_what_stays_out_says_why(done):
    assert done.reasons() == {
        "comment 908": "its thread http://carnet.example/ailleurs/ matches no article here",
        "comment 909": "its thread is not in the export",
        "comment 910": "without a date",
        "comment 911": "its article is a draft",
    }


def test_threads_that_match_no_article_are_listed(done):
    warnings = done.reasons("warnings")
    assert warnings["other thread 4"] == (
        "http://carnet.example/ailleurs/: no article here; 1 of its comments stay out"
    )


def test_comments_come_back_as_text_with_their_threads(done):
    assert done.text("comments/un/901.txt") == (
        "Id: 901\nAuthor: Zoé\nDate: 2020-12-20T00:30:00+01:00\n\n"
        "Bonjour, voir http://exemple.fr/page\n\nDeux\nlignes.\n"
    )
    assert done.text("comments/un/903.txt") == (
        "Id: 903\nAuthor: luc\nDate: 2020-12-20T12:00:00+01:00\nReply-To: 902\nFormat: html\n\n"
        "<p>Une <em>réponse</em>.</p>\n"
    )
    assert done.text("comments/deux/907.txt").endswith("\n\nSous deux.\n")


def test_a_deleted_comment_with_answers_keeps_its_place_and_nothing_else(done):
    assert done.text("comments/un/902.txt") == (
        "Id: 902\nAuthor: Anonyme\nDate: 2020-12-20T11:00:00+01:00\nReply-To: 901\n"
        "Withdrawn: 2020-12-20\n\n\n"
    )


def test_nothing_private_is_in_the_sources(done):
    for name, data in done.files().items():
        assert b"192.0.2" not in data, name
        assert b"canary" not in data or name.startswith("var/moderation/"), name


def test_comments_of_a_deleted_thread_stay_out(into):
    export = SAMPLE.read_text("utf-8").replace(
        "<isClosed>false</isClosed>\n  <isDeleted>false", "<isDeleted>true"
    )
    into.article("un").article("deux").run(export.encode(), "disqus")
    assert into.reasons()["comment 901"] == "its thread was deleted"
    assert not (into.content / "comments/un/901.txt").exists()


def test_again_changes_nothing(done):
    before = done.files()
    assert done.run(SAMPLE, "disqus").files() == before
    assert done.report["unchanged"] == 7


def test_it_is_known_when_it_is_none(into, capsys):
    assert into.attempt(SAMPLES / "wordpress.xml", "disqus") == 1
    assert capsys.readouterr().err == (
        "wordpress.xml:4: begins with <rss>\n"
        "    A Disqus export (Community → Export) begins with <disqus>. Is FROM= right?\n"
    )
