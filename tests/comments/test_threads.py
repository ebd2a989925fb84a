"""Order, numbers, replies; in universes of a few comments."""

import pytest

from plugins.comments import threads
from plugins.comments.model import Comment, ParsedComment
from plugins.common import when


def filed(identifier: str, date: str = "2020-12-19", reply_to: str | None = None) -> ParsedComment:
    comment = Comment(id=identifier, author="a", date=when.parse(date), text="x", reply_to=reply_to)
    return ParsedComment(comment, f"{identifier}.txt", reply_line=4, id_line=1)


def order(*items: ParsedComment) -> list[str]:
    return [entry.comment.id for entry in threads.arrange(items)]


def test_days_first():
    assert order(filed("1", "2021-01-01"), filed("2", "2020-12-31")) == ["2", "1"]


def test_ids_count_as_numbers_and_numbers_come_first():
    assert order(filed("b"), filed("10"), filed("9"), filed("a")) == ["9", "10", "a", "b"]


def test_the_clock_decides_where_every_comment_of_the_day_has_one():
    late, early = filed("1", "2020-12-19T20:00:00+01:00"), filed("2", "2020-12-19T08:00:00+01:00")
    assert order(late, early) == ["2", "1"]


def test_the_moment_counts_and_not_the_hour_that_was_printed():
    first, second = filed("1", "2020-12-19T12:00:00+00:00"), filed("2", "2020-12-19T12:30:00+01:00")
    assert order(first, second) == ["2", "1"]
    summer, answer = filed("1", "2021-10-31T02:50:00+02:00"), filed("2", "2021-10-31T02:10:00+01:00")
    assert order(answer, summer) == ["1", "2"]
    assert order(filed("1", "2021-01-02T00:10:00+05:00"), filed("2", "2021-01-01T20:00:00+00:00")) == [
        "1",
        "2",
    ]


def test_a_day_without_an_hour_parts_those_before_and_after():
    before, after = filed("9", "2021-01-02T00:10:00+05:00"), filed("8", "2021-01-01T20:00:00+00:00")
    assert order(before, after, filed("1", "2021-01-03")) == ["8", "9", "1"]


def test_an_unknown_hour_leaves_the_day_to_the_ids():
    late, early = filed("1", "2020-12-19T20:00:00+01:00"), filed("2", "2020-12-19T08:00:00+01:00")
    assert order(late, early, filed("3")) == ["1", "2", "3"]


def test_replies_know_the_number_they_answer():
    entries = threads.arrange([filed("7"), filed("9", reply_to="7"), filed("11", reply_to="8")])
    assert [(e.number, e.parent, e.orphan) for e in entries] == [
        (1, None, False),
        (2, 1, False),
        (3, None, True),
    ]


@pytest.mark.parametrize(
    ("ring", "message"),
    [
        (
            [filed("5", reply_to="5")],
            "5.txt:4: replies go round in a circle: 5 → 5\n    Delete one of these Reply-To lines.",
        ),
        (
            [filed("3", reply_to="2"), filed("2", reply_to="3"), filed("4", reply_to="3")],
            "2.txt:4: replies go round in a circle: 2 → 3 → 2\n    Delete one of these Reply-To lines.",
        ),
    ],
)
def test_circles_are_named_once(ring, message):
    assert [str(problem) for problem in threads.problems(ring)] == [message]


def test_a_repeated_id():
    first, second = filed("1"), ParsedComment(filed("1").comment, "z.txt", 0, 1)
    assert [str(problem) for problem in threads.problems([second, first])] == [
        "z.txt:1: Id “1” is used twice\n    Give one of them another id; the first is in 1.txt."
    ]


def test_a_long_chain_is_one_pass():
    chain = [filed(str(n), reply_to=str(n - 1) if n else None) for n in range(20_000)]
    assert threads.problems(chain) == []
