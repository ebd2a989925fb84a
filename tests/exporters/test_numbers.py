"""Ids that count stay; others are counted on from there."""

from plugins.exporters.numbers import numbers


def test_a_number_stays_and_no_other_takes_it():
    assert numbers([("a", "7"), ("b", "x"), ("c", "7"), ("d", "2")]) == {"a": 7, "d": 2, "b": 8, "c": 9}


def test_what_is_no_number_of_a_database_is_counted():
    """Fifteen digits are safe in SQLite and in JavaScript."""
    assert numbers([("a", "9" * 15)]) == {"a": 10**15 - 1}
    assert numbers([("a", "1" * 16), ("b", "07"), ("c", "0")]) == {"a": 1, "b": 2, "c": 3}
