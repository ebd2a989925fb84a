"""Whatever stands in a field: it is refused in words, or read back as it was taken. No field becomes two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.comments import format as comment_format
from plugins.comments.model import MAXIMUM_BYTES
from plugins.moderation.core import submission_file
from plugins.moderation.core.submission import Submission, parse
from tests.comments.test_form import GOOD
from tests.moderation.samples import FIELDS, NOW, submission

BREAKS = [
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
    "\0",
]
INJECTED = "Email: autre@exemple.fr"


def taken(form):
    """What would be stored; None where it is refused."""
    parsed = parse(form)
    assert (parsed.words is None) == bool(parsed.errors)
    assert set(parsed.given) == set(FIELDS) == set(GOOD), "every field comes back"
    return parsed.words and Submission(submission().id, parsed.words, NOW)


def stands(one):
    """On disk and read back, private and public."""
    assert submission_file.parse(submission_file.dump(one), "x") == one
    comment = submission_file.comment_of(one)
    public = comment_format.dump(comment)
    assert comment_format.parse(public, "x").comment == comment
    assert len(public) <= MAXIMUM_BYTES
    assert b"\nEmail:" not in public.partition(b"\n\n")[0]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("line_end", BREAKS, ids=repr)
def test_no_field_becomes_two(field, line_end):
    one = taken({**GOOD, field: f"{GOOD[field]}{line_end}{INJECTED}"})
    if one is None or field == "article":
        return  # refused; and an article is looked up in a list
    stands(one)
    assert one.words.email == GOOD["email"]
    assert field not in {"email", "site", "reply_to"}, (
        "an address or an id with anything behind it is refused"
    )


def hostile(usual):
    """Any text, or a usual value with any text put into it."""
    return st.text() | st.builds(
        lambda at, what: usual[:at] + what + usual[at:], st.integers(0, 20), st.text()
    )


@settings(max_examples=300)
@given(st.fixed_dictionaries({name: hostile(value) for name, value in GOOD.items() if name != "article"}))
def test_any_text_in_every_field(fields):
    one = taken({"article": "un", **fields})
    if one is not None:
        stands(one)


@pytest.mark.parametrize("field", [name for name in FIELDS if name != "article"])
@settings(max_examples=100)
@given(data=st.data())
def test_any_text_in_one_field(field, data):
    """With all others in order, so that more of it is taken."""
    one = taken({**GOOD, field: data.draw(hostile(GOOD[field]))})
    if one is not None:
        stands(one)
