"""How much one network may send: each limit by itself, and none of them for another's sake."""

from datetime import timedelta

import pytest
from limits.errors import StorageError

from plugins.moderation.core.settings import IntakeSettings
from plugins.moderation.web.counters import Counters
from tests.moderation.samples import NOW

HERE, NEIGHBOUR, ELSEWHERE = "203.0.113.7", "203.0.113.200", "198.51.100.7"


def counters(**limits):
    return Counters(IntakeSettings(**limits), b"key")


def sent(counting, number, address=HERE, now=NOW):
    return [counting.may_send(address, now) for _ in range(number)]


def test_a_network_is_one_sender_and_another_is_another():
    counting = counters(per_minute=2)
    assert [*sent(counting, 1), *sent(counting, 2, NEIGHBOUR)] == [True, True, False]
    assert sent(counting, 3, ELSEWHERE) == [True, True, False]


def test_nobody_knows_where_it_comes_from():
    """All of them together are one sender."""
    counting = counters(per_minute=2)
    assert [counting.may_send(one, NOW) for one in (None, "", "x")] == [True, True, False]


def test_previews_are_counted_by_themselves():
    counting = counters(per_minute=1, previews_per_minute=2)
    assert [counting.may_preview(HERE, NOW) for _ in range(3)] == [True, True, False]
    assert sent(counting, 2) == [True, False]


def test_previews_and_comments_of_one_limit_are_two_counts():
    """Who has looked at it twice may still send it twice."""
    counting = counters(per_minute=2, previews_per_minute=2)
    assert [counting.may_preview(HERE, NOW) for _ in range(2)] == [True, True]
    assert sent(counting, 3) == [True, True, False]


def test_who_has_to_wait_a_minute_has_lost_nothing_of_the_day(monkeypatch):
    counting = counters(per_minute=1, per_day=2)
    clock = {"now": 1_000_000.0}
    monkeypatch.setattr("time.time", lambda: clock["now"])
    assert sent(counting, 5) == [True, False, False, False, False]
    clock["now"] += 61
    assert sent(counting, 2) == [True, False]
    clock["now"] += 61
    assert sent(counting, 1) == [False], "these were the two of the day"


def test_a_day_has_a_name_of_its_own():
    """Yesterday's sender is nobody's today: the counters cannot be told to be one person's."""
    counting = counters(per_minute=1)
    assert [*sent(counting, 1), *sent(counting, 1, now=NOW + timedelta(days=1))] == [True, True]
    assert sent(counting, 1) == [False]


def test_a_text_is_new_once_a_day():
    counting = counters()
    assert [counting.is_new(text, NOW) for text in ("a", "b", "a")] == [True, True, False]
    assert counting.is_new("a", NOW + timedelta(days=1))


@pytest.mark.parametrize("ask", ["may_send", "may_preview", "is_new"])
def test_where_redis_does_not_answer_nothing_is_counted(monkeypatch, ask):
    def fail(*_, **__):
        raise StorageError(OSError())

    counting = counters(per_minute=1, previews_per_minute=1)
    monkeypatch.setattr(counting._limiter, "hit", fail)
    assert [getattr(counting, ask)(HERE, NOW) for _ in range(3)] == [True] * 3
