"""Structured data: valid JSON that cannot leave its script element."""

import json

from hypothesis import given
from hypothesis import strategies as st

from plugins.views import json_ld


@given(st.text())
def test_any_text_stays_inside(text):
    data = json_ld.article(text, "fr", "2020-12", 3)
    assert not set(data) & set("<>&\u2028\u2029\ud800")
    assert json.loads(data)["commentCount"] == 3


def test_an_unknown_date_is_absent():
    assert "datePublished" not in json.loads(json_ld.article("a", "fr", "", 0))


def test_a_date_is_said_as_far_as_it_is_known():
    assert json.loads(json_ld.article("a", "fr", "2020-12", 0))["datePublished"] == "2020-12"
