"""Networks instead of addresses, under a name of the day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.moderation.web.networks import name_of_the_day, network

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2ab:3::4", "2001:db8:1:200::/56"),
        ("2001:db8:1:2cd:3::4%eth0", "2001:db8:1:200::/56"),
        ("garbage", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
        ("203.0.113.7, 198.51.100.1", "unknown"),
    ],
)
def test_a_household_is_one_network(address, expected):
    assert network(address) == expected


@given(st.text())
def test_whatever_a_proxy_says_is_a_network(text):
    assert network(text)


def test_a_name_lasts_a_day_and_tells_nothing():
    name = name_of_the_day("203.0.113.0/24", b"key", DAY)
    assert name == name_of_the_day("203.0.113.0/24", b"key", DAY) and len(name) == 32
    others = {
        name_of_the_day("203.0.113.0/24", b"key", date(2026, 11, 25)),
        name_of_the_day("203.0.113.0/24", b"other", DAY),
        name_of_the_day("203.0.114.0/24", b"key", DAY),
    }
    assert len(others) == 3 and name not in others
