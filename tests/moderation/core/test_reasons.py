"""Reasons on disk, and what stood there when they were sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.moderation.core.reasons import Reason, dump, parse

VALUES = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9)


@given(st.lists(st.builds(Reason, st.text(max_size=9), VALUES, st.none() | st.integers()), min_size=1))
def test_what_is_written_is_read(reasons):
    line = dump(reasons)
    assert line is not None and "\n" not in line
    assert parse(line) == tuple(reasons)


SENTENCES = {
    "links: 3 (+25)": Reason("links", 3, 25),
    "word: casino (+50)": Reason("word", "casino", 50),
    "pattern: a · b: (c) (+50)": Reason("pattern", "a · b: (c)", 50),
    "honeypot: the hidden field is filled in (+100)": Reason("honeypot", None, 100),
    "ticket: sent without a preview (+10)": Reason("ticket", "missing", 10),
    "ticket: forged (+40)": Reason("ticket", "forged", 40),
    "quick: 1.5 s after the preview (+40)": Reason("quick", 1.5, 40),
    "old: 50 h after the preview (+0)": Reason("old", 180_000.0, 0),
    "duplicate: the same text is here already (+60)": Reason("duplicate", None, 60),
    "known: has a published comment under this name (-20)": Reason("known", None, -20),
    "old filter: dcFilterWords viagra": Reason("old filter", "dcFilterWords viagra"),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_sentence_of_an_older_file_is_read_and_said_again(sentence):
    assert parse(sentence) == (SENTENCES[sentence],)
    assert str(SENTENCES[sentence]) == sentence


def test_a_whole_line_of_an_older_file():
    assert parse(" · ".join(SENTENCES)) == tuple(SENTENCES.values())


@pytest.mark.parametrize("sign", "\x85\u2028\u2029\x0b\x1c")
def test_what_ends_a_line_in_a_rule_stays_on_one_line(sign):
    reasons = (Reason("pattern", f"a{sign}b", 50),)
    assert len(dump(reasons).splitlines()) == 1 and parse(dump(reasons)) == reasons


def test_what_somebody_wrote_there_is_kept():
    assert parse("au hasard") == (Reason("", "au hasard"),)
    assert str(parse("au hasard")[0]) == "au hasard"


@pytest.mark.parametrize("line", ['[["links", 3', '[["links"]]', '[["links", [3], 1]]', "[[1, 2, 3]]"])
def test_what_is_broken_is_no_reason(line):
    with pytest.raises(ValueError):
        parse(line)
