"""The private file of a submission: what an imported comment's own file said waits with it."""

from dataclasses import replace

import pytest

from plugins.comments.model import HEADERS, WAITING
from plugins.common.errors import SiteError
from plugins.moderation.core import submission_file
from tests.moderation.samples import submission

WAITS = {
    "Date": "2020-12-19",
    "Shown": "Le 19. décembre 2020, 6h48",
    "Format": "html",
    "Edited": "2020-12-20",
    "Archived": "http://mort.example/x",
}


def test_headers_of_an_imported_comment_wait_and_become_public():
    one = replace(submission(), headers=WAITS)
    assert submission_file.parse(submission_file.dump(one), "x.txt") == one
    public = submission_file.comment_of(one)
    assert public.edited is not None
    read = (public.date.isoformat(), public.shown, public.format, public.edited.isoformat())
    assert (*read, *public.archived) == tuple(WAITS.values())


def test_without_them_a_comment_is_as_old_as_its_receipt():
    one = submission()
    assert submission_file.comment_of(one).date.moment == one.received


def test_every_header_that_waits_is_tried():
    """A new header of comments waits: `_submission` of editing.py could take in no comment that has it."""
    assert WAITS.keys() == set(WAITING)
    own = {"Id", "Author", "Site", "Reply-To", "Role", "Withdrawn"}
    assert own | set(WAITING) == {header.name for header in HEADERS}


@pytest.mark.parametrize("line", ["Date: hier", "Format: markdown"])
def test_what_no_comment_may_say_is_told(line):
    data = submission_file.dump(submission()).replace(b"\n\n", f"\n{line}\n\n".encode(), 1)
    with pytest.raises(SiteError) as caught:
        submission_file.parse(data, "x.txt")
    name, value = line.split(": ")
    assert f"{name}: “{value}” cannot be read" in str(caught.value)
