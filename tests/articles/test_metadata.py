"""What Pelican knows of a source, corrected before it makes an article of it."""

from datetime import UTC, datetime

import pytest

from plugins.articles.metadata import mark_planned, normalise_status, unread
from plugins.common import drafts

HOME, PUBLIC = {"DRAFT_SAVE_AS": "brouillons/{slug}/index.html"}, {"DRAFT_SAVE_AS": ""}


@pytest.mark.parametrize(
    ("written", "at_home", "in_public"),
    [
        ("draft", "draft", "draft"),
        ("Draft", "draft", "draft"),
        ("HIDDEN", "hidden", "hidden"),
        ("published", "published", "published"),
        ("skip", "skip", "draft"),
        ("brouillon", None, None),  # told as a problem elsewhere
    ],
)
def test_what_is_skipped_is_no_file_of_a_publication(written, at_home, in_public):
    for settings, expected in ((HOME, at_home), (PUBLIC, in_public)):
        metadata = {"status": written}
        normalise_status(metadata, settings)
        assert metadata.get("status") == expected


@pytest.mark.parametrize(
    ("status", "planned", "in_public"),
    [
        (None, True, "draft"),
        ("hidden", True, "draft"),
        ("published", True, "draft"),
        ("draft", False, "draft"),
    ],
)
def test_what_is_planned_waits_as_a_draft_does(status, planned, in_public):
    for settings, expected in ((HOME, status), (PUBLIC, in_public)):
        metadata = {"status": status} if status else {}
        mark_planned(metadata, settings, True)
        assert (metadata["planned"], metadata.get("status")) == (planned, expected)
        mark_planned(metadata, settings, False)
        assert metadata["planned"] is False


def test_drafts_that_stay_are_forgotten_but_by_name():
    class Source:
        def __init__(self, slug):
            self.slug, self.status = slug, "draft"

    articles, pages, context = [Source("un"), Source("deux")], [Source("trois")], {}
    assert all(drafts.is_draft(each) for each in articles)
    drafts.withhold(context, articles)
    drafts.withhold(context, pages)
    assert (articles, pages) == ([], [])
    assert drafts.withheld(context) == {"un", "deux", "trois"}
    assert (drafts.are_withheld(PUBLIC), drafts.are_withheld(HOME)) == (True, False)


def test_dates_of_other_readers_are_read_as_if_typed():
    metadata = {
        "date": datetime(2020, 12, 18, 10, 5),
        "modified": datetime(2020, 12, 19, tzinfo=UTC),
        "title": "x",
    }
    unread(metadata)
    assert metadata == {"date": "2020-12-18 10:05", "modified": "2020-12-19 00:00+00:00", "title": "x"}
